export { applyUpdate, keepPlaces, registerServiceWorker, type RegistrationOptions } from './registration';
export { createRequestLedger, keepAllRequests, type RequestEntry, type RequestLedger } from './ledger';
export {
  requestPersistence,
  storageEstimate,
  watchInstallPrompt,
  watchOnline,
  type StorageEstimate,
} from './device';
