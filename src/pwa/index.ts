export { CONTENT_SECURITY_POLICY, ISOLATION_HEADERS, META_POLICY, SECURITY_HEADERS } from './headers';
export { roomOf, type Room } from './worker/rooms';
export type { BuildInfo } from './worker/shell';
