import { BEHAVIORS } from '../../../data/events/behaviors.js';
import { EVENT_COLUMNS } from '../../../data/events/tables.js';
import { id, sql } from '../../../engine/sql.js';
import { total } from '../../../metrics/events/ratio.js';
import { implemented, judge, untestable } from '../finding.js';
import { userRatio } from './counts.js';
import { exact, judgeEvents, percentText, type Compared } from './evidence.js';
import { PUBLISHED, PUBLISHED_KEPT } from './published.js';
import type { EventCheck, EventStudy } from './study.js';

/** More rows than this outside the window would be no mere leftovers. */
const LEFTOVERS = 0.01;

/** Sections 1 to 3.0: the file, and how it was loaded. */
export const MARKET_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-1-ROWS': ({ loaded, file }) => {
    const computed = {
      rows: loaded.rows,
      percentOutsideTheWindow: (100 * brokenRows(loaded, 'range')) / loaded.rows,
      publishedByBehavior: PUBLISHED_KEPT,
      publishedLeftOut: PUBLISHED.rows - PUBLISHED_KEPT,
      percentLeftOut: (100 * (PUBLISHED.rows - PUBLISHED_KEPT)) / PUBLISHED.rows,
    };
    const definition = 'Lines of the file, before any is set aside.';
    const note =
      "The author's counts by behavior add up to {publishedByBehavior}, which is {publishedLeftOut} fewer ({percentLeftOut} percent). Of the rows here {percentOutsideTheWindow} percent lie outside the window.";
    return file.whole
      ? judge({ computed, published: { rows: String(PUBLISHED.rows) }, definition, note })
      : untestable(computed, `This file is a part, of {rows} rows. ${note}`, definition);
  },
  'T-1-WINDOW': async ({ loaded, file, days }) => {
    const busy = (await days()).filter((day) => day.users > 0);
    const outside = brokenRows(loaded, 'range');
    return judgeEvents(file, {
      computed: {
        days: busy.length,
        firstDay: busy[0]?.date,
        lastDay: busy.at(-1)?.date,
        rowsOutside: outside,
        percentOutside: (100 * outside) / loaded.rows,
      },
      words: outside <= LEFTOVERS * loaded.rows,
      doubts: busy.length === PUBLISHED.days ? [] : ['On some days there are no events.'],
      onlyAsDefined: outside > 0,
      definition: `Days of ${loaded.window.timeZone} with events, after rows outside the window are set aside.`,
      note: {
        'confirmed-as-defined':
          'The raw file reaches further: {rowsOutside} rows ({percentOutside} percent) lie outside these days.',
      },
    });
  },
  'T-1-SCHEMA': async ({ loaded, file, behaviors }) => {
    const counts = await behaviors();
    const found = BEHAVIORS.filter((behavior) => counts[behavior] > 0);
    const others = brokenRows(loaded, 'values');
    return judgeEvents(file, {
      computed: {
        fields: Object.keys(EVENT_COLUMNS).length,
        behaviors: found.length,
        names: found.join(', '),
        rowsWithOtherBehavior: others,
      },
      words: others === 0,
      doubts: found.length === BEHAVIORS.length ? [] : ['Not every behavior occurs.'],
      definition: 'Columns that the contract of events demands, and the behaviors that occur.',
    });
  },
  'T-2-CHUNK': ({ loaded }) =>
    untestable(
      { rows: loaded.rows, pieces: Math.ceil(PUBLISHED.rows / CHUNK) },
      'How the author read the file leaves no trace in it. Of {pieces} pieces none is needed here: loadEvents reads the file in one scan that spills to disk. `npm run bench:events` times it.',
    ),
  'T-2-LTI': () =>
    untestable(
      {},
      'How the author filled the database leaves no trace in the data. Here there is no index at all: rollups by user, category and hour take its place (rollUp).',
    ),
  'T-2-PRE': ({ loaded }) =>
    implemented(
      { timeZone: loaded.window.timeZone },
      'Done the other way round: times stay epoch seconds, and days and hours are made of them in SQL, in {timeZone}, once for all metrics (eventWindow, rollUp). A date that was typed in without its zone could not be mended later.',
    ),
  'T-3.0-TYPES': async (study) => {
    const counts = await study.behaviors();
    return judgeEvents(study.file, {
      computed: {
        ...Object.fromEntries(BEHAVIORS.map((name) => [name, counts[name]])),
        events: total(Object.values(counts)),
        publishedEvents: PUBLISHED_KEPT,
      },
      compared: study.file.whole ? exactCounts(counts) : await behaviorShares(study),
      words: PUBLISHED_KEPT <= PUBLISHED.rows,
      definition: study.file.whole
        ? 'Events within the window.'
        : 'Events of a behavior / all events of the window, beside the same share of the published counts.',
      note: 'The published counts add up to {publishedEvents}.',
    });
  },
};

/** Rows that the author wrote at a time. */
const CHUNK = 100_000;

function exactCounts(counts: Readonly<Record<string, number>>): Record<string, Compared> {
  return Object.fromEntries(
    BEHAVIORS.map((name) => [name, exact(counts[name] ?? 0, String(PUBLISHED.behaviors[name]))]),
  );
}

async function behaviorShares({ engine, loaded }: EventStudy): Promise<Record<string, Compared>> {
  const pairs = BEHAVIORS.map(async (name): Promise<[string, Compared]> => [
    `percent_${name}`,
    {
      estimate: await userRatio(engine, loaded.users, id(name), sql`(pv + cart + fav + buy)`, 100),
      figure: percentText(PUBLISHED.behaviors[name], PUBLISHED_KEPT),
    },
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

function brokenRows({ checks }: EventStudy['loaded'], kind: 'range' | 'values'): number {
  return total(checks.filter((check) => check.kind === kind).map(({ broken }) => broken));
}
