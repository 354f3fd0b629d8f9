import { setFlagsFromString } from 'node:v8';

/** Someone has chosen how V8 compiles, for instance to do without a just-in-time compiler. */
function isChosen(): boolean {
  const chosen = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  return /--(?:jitless|(?:no-?)?(?:opt|turbofan|maglev|sparkplug))\b/.test(chosen);
}

/**
 * Does work that runs much code a few times each, with V8's optimizing compiler at rest.
 *
 * The first cells make hundreds of functions of a TypeScript compiler look worth optimizing, and most are over
 * when V8 has done so. What still matters afterwards is optimized then.
 */
export function withoutOptimizing<T>(work: () => T): T {
  if (isChosen()) return work();
  setFlagsFromString('--no-opt');
  try {
    return work();
  } finally {
    setFlagsFromString('--opt');
  }
}
