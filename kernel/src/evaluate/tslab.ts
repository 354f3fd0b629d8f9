import { createRequire } from 'node:module';
import type { Namespace } from './interop.js';

/** What `tslab.display` writes. */
export interface TslabDisplay {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly transient: { readonly display_id?: string };
}

/** Takes what cells show with `tslab.display`. */
export type TslabWriter = (display: TslabDisplay, update?: boolean) => void;

const require = createRequire(import.meta.url);

/** Loads the package `tslab` when a cell first imports it, and has it display by a function. */
export function tslabLoader(write: TslabWriter): () => Namespace {
  let loaded: Namespace | undefined;
  return () => {
    if (!loaded) {
      const exports = require('tslab') as Namespace;
      // tslab's public module reads this property each time something is displayed.
      const jupyter = require('tslab/dist/jupyter.js') as { lastWriteDisplayData: TslabWriter | null };
      jupyter.lastWriteDisplayData = write;
      loaded = { ...exports, default: exports };
    }
    return loaded;
  };
}
