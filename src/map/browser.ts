import 'leaflet/dist/leaflet.css';
import './map.css';

export {
  createLeafletView,
  type LeafletView,
  type LeafletViewOptions,
  type LeafletViewState,
} from './leaflet-view';
export { loadBasemap, type Basemap } from './basemap';
