import { StringDecoder } from 'node:string_decoder';
import { bufferFrom, nextTick } from '../primordials.js';

type Done = (error?: Error | null) => void;

/**
 * Sends everything written to stdout and stderr through `write` from now on, and makes both look like
 * something that is not a terminal, so that output does not depend on where Jupyter was started.
 */
export function captureStreams(write: (name: 'stdout' | 'stderr', text: string) => void): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    process[name].isTTY = false;
    process[name].write = (
      chunk: Uint8Array | string,
      encoding?: BufferEncoding | Done,
      callback?: Done,
    ): boolean => {
      write(name, typeof chunk === 'string' ? chunk : decoder.write(bufferFrom(chunk)));
      const done = typeof encoding === 'function' ? encoding : callback;
      if (done) nextTick(done);
      return true;
    };
  }
}
