import { unfit } from './unfit';

/** What a device says of itself. */
export interface DeviceFacts {
  /** GiB of memory, rounded and capped at 8, where the browser tells. */
  readonly memoryGiB?: number | undefined;
  readonly isPhone: boolean;
}

const GIB = 2 ** 30;
/**
 * Bytes in memory at the peak for each byte of weights, measured with the plain wasm build: 178 MB of fp32 took 780 MB
 * above the empty page, 45 MB of int8 took 265 to 335 MB.
 */
const PEAK_FACTOR = 4.5;
/** A 32-bit WebAssembly memory ends here. */
const WASM_LIMIT = 4 * GIB;
/** Tabs of phones are ended at about this. */
const PHONE_LIMIT = 1.4 * GIB;

/** Throws `model/unfit` with reason `memory` where a model of this size would most likely end the tab. */
export function checkMemory(weightBytes: number, { memoryGiB, isPhone }: DeviceFacts): void {
  const needed = weightBytes * PEAK_FACTOR;
  const told = memoryGiB === undefined ? Infinity : (memoryGiB * GIB) / 2;
  // The browser's figure ends at 8: such a device may have more.
  const available = Math.min(WASM_LIMIT, isPhone ? PHONE_LIMIT : Infinity, told >= 4 * GIB ? Infinity : told);
  if (needed > available)
    throw unfit('memory', { needed: Math.round(needed), available: Math.round(available) });
}
