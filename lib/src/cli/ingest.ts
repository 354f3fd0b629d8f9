import type { ArgsDef } from 'citty';
import type { DuplicateRule } from '../events/load.js';
import { loadEvents, type Events } from '../events/open.js';
import { TIMESTAMPS, type Timestamps } from '../events/ingest/plan.js';
import { eventColumnNames } from '../events/columns.js';
import { parseMapping } from '../mapping/mapping.js';
import type { DecimalMark } from '../values/number.js';
import { open } from '../core/open.js';
import { OptionsError } from '../errors.js';
import { count } from '../core/quantity.js';
import { progressLine } from './progress-line.js';
import { command } from './run.js';

const ARGS = {
  events: {
    type: 'string',
    description: 'File, glob or folder of events, or the URL of a table in a database',
    valueHint: 'PATH',
  },
  folder: {
    type: 'string',
    description: 'Folder for the events and their rollups as Parquet',
    valueHint: 'DIR',
  },
  types: {
    type: 'string',
    description: 'Event types, such as view,cart,purchase; default: detected from the files',
    valueHint: 'WORDS',
  },
  map: {
    type: 'string',
    description:
      'Column of each field, such as user=visitorid,time="Time, local",type=event; numbers are positions',
    valueHint: 'FIELD=COLUMN,…',
  },
  timestamps: {
    type: 'string',
    description: `Unit of the times: ${TIMESTAMPS.join(', ')}`,
    valueHint: 'UNIT',
  },
  'date-format': {
    type: 'string',
    description: 'Format of dates that are not ISO 8601, such as %m/%d/%Y or %Y%m%d%H%M%S; default: detected',
    valueHint: 'FORMAT',
  },
  decimal: {
    type: 'string',
    description: 'Decimal mark of amounts: "." or ","; default: detected',
    valueHint: 'MARK',
  },
  encoding: {
    type: 'string',
    description: 'Text encoding of files that are not UTF-8, such as gbk or windows-1252',
    valueHint: 'NAME',
  },
  from: { type: 'string', description: 'First day of the window; default: first day in the data' },
  to: { type: 'string', description: 'Day after the last day of the window; default: day after the data' },
  'time-zone': { type: 'string', default: 'UTC', description: 'Time zone in which days begin' },
  duplicates: { type: 'string', default: 'count', description: 'Equal events: count, keep or drop' },
  memory: { type: 'string', default: '1400MB', description: 'Memory limit of the engine' },
} as const satisfies ArgsDef;

const RULES: readonly string[] = ['count', 'keep', 'drop'] satisfies DuplicateRule[];

export const ingest = command({
  meta: {
    name: 'tally ingest',
    description: 'Read events once into a folder of Parquet; files already there are not read again',
  },
  args: ARGS,
  async run({ args }) {
    const { events, folder, duplicates } = args;
    if (events === undefined || folder === undefined) {
      throw new OptionsError('Give both --events PATH and --folder DIR.');
    }
    if (!RULES.includes(duplicates)) {
      throw new OptionsError(`--duplicates must be one of ${RULES.join(', ')}, not "${duplicates}".`);
    }
    const session = await open({ memoryLimit: args.memory, spillFolder: `${folder}/spill` });
    const began = performance.now();
    try {
      const loaded = await loadEvents(session, events, {
        folder,
        ...(args.types !== undefined && { types: args.types.split(',').map((word) => word.trim()) }),
        ...(args.map !== undefined && { columns: eventColumnNames(parseMapping(args.map)) }),
        ...(args.timestamps !== undefined && { timestamps: args.timestamps as Timestamps }),
        ...(args['date-format'] !== undefined && { dateFormat: args['date-format'] }),
        ...(args.decimal !== undefined && { decimal: args.decimal as DecimalMark }),
        ...(args.encoding !== undefined && { encoding: args.encoding }),
        ...(args.from !== undefined && { from: args.from }),
        ...(args.to !== undefined && { to: args.to }),
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
      session.close();
    }
  },
});

function summaryOf(loaded: Omit<Events, 'categories' | 'events' | 'users'>): string {
  const { files, rows, accepted, quarantined, ignored, duplicates, checks, types, window } = loaded;
  const n = (value: number) => count(value).en;
  const broken = checks.filter((check) => check.broken > 0);
  return [
    `${n(rows)} rows in ${n(files.length)} ${files.length === 1 ? 'file' : 'files'}: ${n(accepted)} accepted, ${n(quarantined)} set aside`,
    ...(ignored === 0 ? [] : [`  ${n(ignored)} of other types`]),
    `  ${types.map(({ key }) => key).join(', ')}; ${window.days[0]} to ${window.days.at(-1)}, ${window.timeZone}; times in ${loaded.dateFormat ?? loaded.timestamps}${loaded.decimal === null ? '' : `, decimal mark "${loaded.decimal}"`}`,
    ...broken.map(
      ({ column, rule, broken: b }) => `  ${n(b)} break "${column === null ? '' : `${column} `}${rule.en}"`,
    ),
    ...(duplicates === null ? [] : [`  ${n(duplicates)} of the accepted are exact duplicates`]),
  ].join('\n');
}
