import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** @typedef {{ threads: number, memory: string }} Limits */

const LIMITS = /** @type {const} */ ({ threads: { type: 'string' }, memory: { type: 'string' } });

/**
 * What both sides run with, so that neither has more of the machine than the other.
 *
 * @param {{ threads?: string, memory?: string }} values
 * @returns {Limits}
 */
const limitsOf = ({ threads, memory = '1GB' }) => ({
  threads: threads === undefined ? availableParallelism() : wholeNumber('threads', threads),
  memory,
});

/** What a script measures when it is run alone or as a part of the bench. */
export function partOptions() {
  const { values } = parseArgs({
    options: { ...LIMITS, csv: { type: 'string' }, folder: { type: 'string' } },
  });
  if (values.csv === undefined) throw new Error('Say which events to read: --csv FILE.');
  return { ...limitsOf(values), csv: values.csv, folder: values.folder };
}

export function benchOptions() {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      ...LIMITS,
      rows: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '5' },
      folder: { type: 'string', default: join(tmpdir(), 'tally-bench-events') },
      peers: { type: 'boolean', default: true },
      'peer-rows': { type: 'string', default: '2000000' },
    },
  });
  const rows = wholeNumber('rows', values.rows);
  return {
    ...limitsOf(values),
    rows,
    seed: wholeNumber('seed', values.seed),
    rounds: wholeNumber('rounds', values.rounds),
    folder: resolve(values.folder),
    peers: values.peers,
    peerRows: Math.min(rows, wholeNumber('peer-rows', values['peer-rows'])),
  };
}

/** @param {string} name @param {string} text */
function wholeNumber(name, text) {
  const number = Number(text.replaceAll('_', ''));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} is "${text}": give a whole number above 0.`);
}
