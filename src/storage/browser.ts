export { openTableStore } from './table-store';
