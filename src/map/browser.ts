import 'leaflet/dist/leaflet.css';
import './leaflet/map.css';

export {
  createLeafletView,
  type LeafletView,
  type LeafletViewOptions,
  type LeafletViewState,
} from './leaflet/view';
export { loadBasemap, type Basemap } from './basemap';
export { faceAsDataUri, measureText, toPng } from './picture/canvas';
