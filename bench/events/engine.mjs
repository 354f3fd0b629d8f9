import { open } from 'tally';

/** Loads the engine's native code, so that opening the one that is measured does not pay for it. */
export async function loadEngine() {
  (await open()).close();
}
