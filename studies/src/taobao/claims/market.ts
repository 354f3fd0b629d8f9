import { id, sql } from 'tally';
import { implemented, judge, judgeSample, untestable, type Compared } from 'tally/claims';
import { fieldsOf, TYPES } from '../contract.js';
import { exact, percentText, share, tooFew } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED, PUBLISHED_KEPT } from '../published.js';
import { userRatios } from '../user-ratios.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';
import { total } from '../../study/total.js';

/**
 * More rows than this outside the window would be no mere leftovers. Rows of one user come together, and those outside
 * are not counted by user: a sample contradicts only far above it.
 */
const LEFTOVERS = { whole: 0.01, sample: 0.05 };

/** A sample confirms that nobody does anything else where fewer users than this may, in percent. */
const FEW_USERS = 1;

/** Sections 1 to 3.0: the file, and how it was loaded. */
export const MARKET_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-1-ROWS',
    section: '1',
    kind: 'statement',
    published: 'The raw data has 100,150,807 rows.',
    check: ({ events, file }) => {
      const computed = {
        rows: events.rows,
        percentOutsideTheWindow: (100 * brokenRows(events, 'range')) / events.rows,
        publishedByBehavior: PUBLISHED_KEPT,
        publishedLeftOut: PUBLISHED.rows - PUBLISHED_KEPT,
        percentLeftOut: (100 * (PUBLISHED.rows - PUBLISHED_KEPT)) / PUBLISHED.rows,
      };
      const definition = 'Lines of the file, before any are set aside.';
      const note =
        "The author's counts by behavior add up to {publishedByBehavior}, which is {publishedLeftOut} fewer ({percentLeftOut} percent). In this file {percentOutsideTheWindow} percent of the rows are outside the window.";
      return file.whole
        ? judge({ computed, published: { rows: String(PUBLISHED.rows) }, definition, note })
        : untestable(computed, `This file is a sample of {rows} rows. ${note}`, definition);
    },
  }),
  defineClaim({
    id: 'T-1-WINDOW',
    section: '1',
    kind: 'statement',
    published: 'The data covers 2017-11-25 to 2017-12-03, 9 days.',
    check: async ({ events, file, days }) => {
      const busy = (await days()).filter((day) => day.users > 0);
      const outside = brokenRows(events, 'range');
      const most = LEFTOVERS[file.whole ? 'whole' : 'sample'] * events.rows;
      const doubts = [
        ...(busy.length === PUBLISHED.days ? [] : ['Some days have no events.']),
        ...(outside > LEFTOVERS.whole * events.rows ? ['The rows outside may be those of a few users.'] : []),
        ...tooFew(file),
      ];
      return judgeSample(file, {
        computed: {
          days: busy.length,
          firstDay: busy[0]?.date,
          lastDay: busy.at(-1)?.date,
          rowsOutside: outside,
          percentOutside: (100 * outside) / events.rows,
        },
        words: outside <= most,
        doubts,
        onlyAsDefined: outside > 0,
        definition: `Days in ${events.window.timeZone} with events, after rows outside the window are set aside.`,
        note: {
          'confirmed-as-defined':
            'The raw file covers more: {rowsOutside} rows ({percentOutside} percent) are outside these days.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-1-SCHEMA',
    section: '1',
    kind: 'statement',
    published:
      'Each row has 5 fields (user, item, category, behavior, time); there are 4 behaviors: pv, fav, cart and buy.',
    check: ({ events, file, eventsOf }) => {
      const found = BEHAVIOR_KEYS.filter((behavior) => eventsOf(behavior) > 0);
      const others = brokenRows(events, 'values');
      return judgeSample(file, {
        computed: {
          fields: fieldsOf(events).length,
          behaviors: found.length,
          names: found.join(', '),
          rowsWithOtherBehavior: others,
        },
        words: others === 0,
        tests: file.whole ? {} : { percentWithOtherBehavior: share(0, file.users, { below: FEW_USERS }) },
        doubts: found.length === BEHAVIOR_KEYS.length ? [] : ['Not all behaviors occur.'],
        definition: file.whole
          ? 'Columns required by the event contract, and the behaviors that occur.'
          : 'Columns required by the event contract, and the behaviors that occur. A sample confirms them if fewer than 1 percent of all users may do anything else.',
      });
    },
  }),
  defineClaim({
    id: 'T-2-CHUNK',
    section: '2',
    kind: 'statement',
    published: 'The file is read and written to the database in chunks, with pandas chunksize=100000.',
    check: ({ events }) =>
      untestable(
        { rows: events.rows, pieces: Math.ceil(PUBLISHED.rows / CHUNK) },
        'How the author read the file cannot be seen from the data. The {pieces} pieces are not needed here: loadEvents reads the file in one scan, spilling to disk. `npm run bench:events` measures it.',
      ),
  }),
  defineClaim({
    id: 'T-2-LTI',
    section: '2',
    kind: 'statement',
    published:
      'Load-Then-Index: the table is filled without indexes, and indexes are built afterwards to speed up loading.',
    check: () =>
      untestable(
        {},
        'How the author filled the database cannot be seen from the data. Tally uses no index: rollups by user, category and hour replace it (loadEvents).',
      ),
  }),
  defineClaim({
    id: 'T-2-PRE',
    section: '2',
    kind: 'rule',
    published: 'Timestamps should be converted to dates in Python before the rows reach the database.',
    check: ({ events }) =>
      implemented(
        { timeZone: events.window.timeZone },
        'Implemented differently: times stay epoch seconds, and days and hours are derived from them in SQL, in {timeZone}, once for all metrics (loadEvents). A date stored without its zone could not be corrected later.',
      ),
  }),
  defineClaim({
    id: 'T-3.0-TYPES',
    section: '3.0',
    kind: 'statement',
    published:
      "Rows by behavior, from the author's notebook: pv 89,660,688; cart 5,530,446; fav 2,888,258; buy 2,015,839.",
    check: async (study) => {
      const counts = Object.fromEntries(BEHAVIOR_KEYS.map((name) => [name, study.eventsOf(name)]));
      return judgeSample(study.file, {
        computed: {
          ...counts,
          events: total(Object.values(counts)),
          publishedEvents: PUBLISHED_KEPT,
        },
        compared: study.file.whole ? exactCounts(counts) : await behaviorShares(study),
        words: PUBLISHED_KEPT <= PUBLISHED.rows,
        definition: study.file.whole
          ? 'Events within the window.'
          : 'Events of a behavior / all events in the window, compared with the same share of the published counts.',
        note: 'The published counts add up to {publishedEvents}.',
      });
    },
  }),
];

const BEHAVIOR_KEYS = TYPES.map(({ key }) => key);

/** Rows that the author wrote at a time. */
const CHUNK = 100_000;

function exactCounts(counts: Readonly<Record<string, number>>): Record<string, Compared> {
  return Object.fromEntries(
    BEHAVIOR_KEYS.map((name) => [name, exact(counts[name] ?? 0, String(PUBLISHED.behaviors[name]))]),
  );
}

async function behaviorShares({ events }: TaobaoFigures): Promise<Record<string, Compared>> {
  const all = sql`(pv + cart + fav + buy)`;
  const asked = Object.fromEntries(
    BEHAVIOR_KEYS.map((name) => [name, [{ x: id(name), y: all, weight: 100 }]]),
  );
  const shares = await userRatios(events.users.engine, sql`SELECT * FROM ${events.users}`, asked);
  return Object.fromEntries(
    BEHAVIOR_KEYS.flatMap((name): [string, Compared][] => {
      const figure = percentText(PUBLISHED.behaviors[name], PUBLISHED_KEPT);
      const estimate = shares[name];
      return estimate === undefined ? [] : [[`percent_${name}`, { estimate, figure, kind: 'percent' }]];
    }),
  );
}

function brokenRows({ checks }: TaobaoFigures['events'], kind: 'range' | 'values'): number {
  return total(checks.filter((check) => check.kind === kind).map(({ broken }) => broken));
}
