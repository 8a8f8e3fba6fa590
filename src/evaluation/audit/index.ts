export {
  drawSample,
  SAMPLE_SIZE,
  type AuditDocument,
  type SampledSentence,
  type SampleRequest,
} from './sample';
export { estimate, perHundred, type AuditFigures, type AuditRequest, type AuditResult } from './estimate';
export type { Estimate } from './proportion';
