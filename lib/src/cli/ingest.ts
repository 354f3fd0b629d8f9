import { defineCommand, type ArgsDef } from 'citty';
import { loadEvents, type DuplicateRule, type LoadedEvents } from '../data/events/load.js';
import { STUDY_WINDOW } from '../data/events/window.js';
import { openDuckDb } from '../engine/duckdb.js';
import { OptionsError } from '../errors.js';
import { count } from '../quantity.js';
import { progressLine } from './progressLine.js';

/** Options of `tally ingest`. */
export const INGEST_ARGS = {
  events: { type: 'string', description: 'File, glob or folder of events', valueHint: 'PATH' },
  folder: {
    type: 'string',
    description: 'Folder for the events and their rollups as Parquet',
    valueHint: 'DIR',
  },
  from: { type: 'string', default: STUDY_WINDOW.from, description: 'First day of the window' },
  to: { type: 'string', default: STUDY_WINDOW.to, description: 'Day after its last day' },
  'time-zone': { type: 'string', default: STUDY_WINDOW.timeZone, description: 'Zone in which days begin' },
  duplicates: { type: 'string', default: 'count', description: 'Equal events: count, keep or drop' },
  memory: { type: 'string', default: '1400MB', description: 'Memory limit of the engine' },
} as const satisfies ArgsDef;

const RULES: readonly string[] = ['count', 'keep', 'drop'] satisfies DuplicateRule[];

export const ingest = defineCommand({
  meta: {
    name: 'tally ingest',
    description: 'Read events once into a folder of Parquet; files that are there already are not read again',
  },
  args: INGEST_ARGS,
  async run({ args }) {
    const { events, folder, duplicates } = args;
    if (events === undefined || folder === undefined) {
      throw new OptionsError('What is to be read, and where to? Give --events PATH and --folder DIR.');
    }
    if (!RULES.includes(duplicates)) {
      throw new OptionsError(`--duplicates is one of ${RULES.join(', ')}, not "${duplicates}".`);
    }
    const engine = await openDuckDb({ memoryLimit: args.memory, spillFolder: `${folder}/spill` });
    const began = performance.now();
    try {
      const loaded = await loadEvents(engine, events, {
        folder,
        from: args.from,
        to: args.to,
        timeZone: args['time-zone'],
        duplicates: duplicates as DuplicateRule,
        ...(process.stderr.isTTY && {
          onProgress: (progress) => {
            const line = progressLine(progress, (performance.now() - began) / 1000);
            process.stderr.write(`\r\u001b[K${line}`);
          },
        }),
      });
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      console.log(summaryOf(loaded));
    } finally {
      engine.close();
    }
  },
});

function summaryOf({ files, rows, accepted, quarantined, duplicates, checks }: LoadedEvents): string {
  const n = (value: number) => count(value).en;
  const broken = checks.filter((check) => check.broken > 0);
  return [
    `${n(rows)} rows in ${n(files.length)} ${files.length === 1 ? 'file' : 'files'}: ${n(accepted)} accepted, ${n(quarantined)} set aside`,
    ...broken.map(
      ({ column, rule, broken: b }) => `  ${n(b)} break "${column === null ? '' : `${column} `}${rule.en}"`,
    ),
    ...(duplicates === null ? [] : [`  ${n(duplicates)} of the accepted are exact duplicates`]),
  ].join('\n');
}
