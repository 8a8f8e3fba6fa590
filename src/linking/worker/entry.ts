import { createPlacesHost } from './host';

createPlacesHost(self);
