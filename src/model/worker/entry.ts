import { createBrowserNer } from './browser-ner';
import { createHost } from './host';

createHost(self, createBrowserNer());
