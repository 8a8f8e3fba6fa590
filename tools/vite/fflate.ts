/**
 * `fflate` without its workers: `zip` and `unzip` start workers from blobs for anything large, which the content security
 * policy forbids, and then never answer. The libraries that read and write workbooks call no other function of it.
 */
import {
  unzipSync,
  zipSync,
  type Unzipped,
  type UnzipOptions,
  type ZipOptions,
  type Zippable,
} from 'fflate/browser';

export * from 'fflate/browser';

type Done<T> = (error: Error | null, data: T) => void;

export const zip = (files: Zippable, ...rest: [ZipOptions, Done<Uint8Array>] | [Done<Uint8Array>]): void =>
  answer(rest, (options?: ZipOptions) => zipSync(files, options));

export const unzip = (bytes: Uint8Array, ...rest: [UnzipOptions, Done<Unzipped>] | [Done<Unzipped>]): void =>
  answer(rest, (options?: UnzipOptions) => unzipSync(bytes, options));

function answer<O, T>(rest: [O, Done<T>] | [Done<T>], work: (options?: O) => T): void {
  const [options, done] = rest.length === 2 ? rest : [undefined, rest[0]];
  queueMicrotask(() => {
    try {
      done(null, work(options));
    } catch (thrown) {
      // As the library has it: without a result.
      (done as (error: unknown) => void)(thrown);
    }
  });
}
