import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCommand } from './command.mjs';
import { writeNotebooks } from './notebooks.mjs';
import { line, median, spread } from './report.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, jupyter: { type: 'string' } },
});
const jupyter = values.jupyter ?? process.env['TALLY_JUPYTER'] ?? 'jupyter';
const roundCount = Number(values.rounds);

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const scratch = join(root, 'out', 'bench-runner');
rmSync(scratch, { recursive: true, force: true });
const sequence = readdirSync(join(root, 'notebooks'))
  .filter((name) => /^\d\d-.*\.ipynb$/.test(name) && !name.includes('.partial.'))
  .sort()
  .map((name) => join(root, 'notebooks', name));
const notebooks = writeNotebooks(root, join(scratch, 'notebooks'), sequence);

const runner = join(root, 'runner', 'bin', 'nbconvert-ts-runner.js');
const cache = join(scratch, 'cache');

/** @param {readonly string[]} files @param {readonly string[]} options */
const ours = (files, options = ['--no-cache']) =>
  measureCommand(
    process.execPath,
    [runner, 'run', ...files, '--output-dir', join(scratch, 'ours'), ...options],
    {
      cwd: root,
    },
  );

/** @param {readonly string[]} files */
const theirs = (files) =>
  measureCommand(
    jupyter,
    ['nbconvert', '--to', 'notebook', '--execute', '--ExecutePreprocessor.kernel_name=tally-ts']
      .concat(['--output-dir', join(scratch, 'nbconvert')])
      .concat(files),
    { cwd: root, env: { JUPYTER_PATH: join(root, 'kernel', 'share', 'jupyter') } },
  );

/** @typedef {{ ms: number, peak: number }} Measured */
/** @type {Record<string, { ours: Measured[], theirs: Measured[] }>} */
const results = {};

/** Measures both ways once, the first one first in every second round. */
async function pair(
  /** @type {string} */ name,
  /** @type {number} */ round,
  /** @type {() => Promise<Measured>} */ here,
  /** @type {() => Promise<Measured>} */ there,
) {
  const row = (results[name] ??= { ours: [], theirs: [] });
  const turns = [async () => row.ours.push(await here()), async () => row.theirs.push(await there())];
  for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
}

/** Wall time of each cell beyond the first. */
const perCell = (/** @type {Measured[]} */ many, /** @type {Measured[]} */ one) =>
  many.map(({ ms }, index) => (ms - (one[index]?.ms ?? NaN)) / (notebooks.manyCells - 1));

const cached = ['--cache-dir', cache];
await ours(sequence, cached);
for (let round = 0; round < roundCount; round++) {
  process.stderr.write(`round ${round + 1} of ${roundCount}\n`);
  await pair(
    'eleven',
    round,
    () => ours([notebooks.eleven]),
    () => theirs([notebooks.eleven]),
  );
  await pair(
    'sequence',
    round,
    () => ours(sequence, ['--no-cache', '--jobs', '2']),
    () => theirs(sequence),
  );
  await pair(
    'cached',
    round,
    () => ours(sequence, cached),
    () => Promise.resolve({ ms: NaN, peak: 0 }),
  );
  await pair(
    'one',
    round,
    () => ours([notebooks.one]),
    () => theirs([notebooks.one]),
  );
  await pair(
    'many',
    round,
    () => ours([notebooks.many]),
    () => theirs([notebooks.many]),
  );
}

const times = (/** @type {Measured[]} */ runs) => runs.map(({ ms }) => ms);
const { eleven, sequence: all, cached: hits, one, many } = /** @type {Required<typeof results>} */ (results);
console.log(`medians of ${roundCount} runs, lowest to highest in parentheses; ms unless stated otherwise`);
line('', 'ours', 'nbconvert', 'ratio');
const compare = (/** @type {string} */ name, /** @type {number[]} */ here, /** @type {number[]} */ there) =>
  line(name, spread(here), spread(there), (median(here) / median(there)).toFixed(2));
compare('one notebook of 11 cells, cold', times(eleven.ours), times(eleven.theirs));
compare(`${sequence.length} notebooks, two jobs / one after another`, times(all.ours), times(all.theirs));
line(`${sequence.length} notebooks, everything cached`, spread(times(hits.ours)), '-', '-');
compare('each trivial cell', perCell(many.ours, one.ours), perCell(many.theirs, one.theirs));
const memory = (/** @type {Measured[]} */ runs) => runs.map(({ peak }) => peak / 2 ** 20);
compare('memory of the runner itself, MB: 11 cells', memory(eleven.ours), memory(eleven.theirs));
compare('memory of the runner itself, MB: sequence', memory(all.ours), memory(all.theirs));
