import 'leaflet/dist/leaflet.css';
import './leaflet/map.css';

export {
  createLeafletView,
  type LeafletView,
  type LeafletViewOptions,
  type LeafletViewState,
  type SeenPart,
} from './leaflet/view';
export { loadBasemap, type Basemap } from './basemap';
