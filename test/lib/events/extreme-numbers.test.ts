/** Numbers at the ends of 64 bits, and beyond: each costs its own row at most. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, sql, type Events, type Tally } from 'tally';
import { id, join as list, literal, raw } from '../../../lib/src/engine/sql.js';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const NOON = 1_511_697_600;
const FIELDS = ['user_id', 'item_id', 'category_id', 'timestamp'] as const;
const ENDS = { BIGINT: ['9223372036854775807', '-9223372036854775808'], UBIGINT: ['18446744073709551615'] };
const OPTIONS = { types: ['pv'], from: '2017-11-25', to: '2017-11-27' } as const;

type Row = readonly string[];
/** A good row, and one for each field and number, good in all other fields. */
const rowsOf = (numbers: readonly string[], time: number): readonly Row[] => {
  const good = ['7', '1', '2', String(time)];
  return [good, ...FIELDS.flatMap((_, at) => numbers.map((number) => good.with(at, number)))];
};

const csv = (name: string, rows: readonly Row[]) =>
  files.lines(name, ...rows.map(([user, item, category, time]) => [user, item, category, 'pv', time].join()));

async function parquet(name: string, rows: readonly Row[], type: string): Promise<string> {
  const path = join(files.folder, name);
  const fields = FIELDS.map(
    (field, at) => sql`CAST(row[${literal(at + 1)}] AS ${raw(type)}) AS ${id(field)}`,
  );
  const all = rows.map((row) => sql`[${list(row.map(literal))}]`);
  await tally.engine.run(sql`COPY (SELECT ${list(fields)}, 'pv' AS behavior_type
    FROM (SELECT unnest([${list(all)}]) AS row)) TO ${literal(path)} (FORMAT parquet)`);
  return path;
}

async function outcome(events: Events<'pv'>) {
  const { rows, accepted, quarantined, duplicates } = events;
  const aside = await tally.engine.all(sql`SELECT text FROM ${events.quarantine} ORDER BY text`, {
    text: 'text',
  });
  return { rows, accepted, quarantined, duplicates, aside: aside.map(({ text }) => text) };
}

describe.each(['seconds', 'milliseconds'] as const)('with times in %s, a number', (timestamps) => {
  const time = timestamps === 'seconds' ? NOON : NOON * 1000;

  it.each(['integer', 'text'] as const)(
    'at the end of 64 bits is an id of kind %s, and no time',
    async (ids) => {
      const rows = rowsOf(ENDS.BIGINT, time);
      const aside = ENDS.BIGINT.map((number) => `7,1,2,pv,${number}`).sort();
      for (const path of [csv('ends.csv', rows), await parquet('ends.parquet', rows, 'BIGINT')]) {
        const events = await loadEvents(tally, path, { ...OPTIONS, timestamps, ids });
        expect((await outcome(events)).aside.map(inOrder)).toEqual(aside);
        expect(events).toMatchObject({ rows: 9, accepted: 7, duplicates: 0 });
      }
    },
  );

  it('beyond 64 bits costs its row alone', async () => {
    const rows = rowsOf(ENDS.UBIGINT, time);
    for (const path of [csv('beyond.csv', rows), await parquet('beyond.parquet', rows, 'UBIGINT')]) {
      const integers = await loadEvents(tally, path, { ...OPTIONS, timestamps, ids: 'integer' });
      expect(integers).toMatchObject({ rows: 5, accepted: 1, quarantined: 4 });
      const texts = await loadEvents(tally, path, { ...OPTIONS, timestamps, ids: 'text' });
      expect(texts).toMatchObject({ rows: 5, accepted: 4, quarantined: 1 });
    }
  });
});

/** A row of Parquet in the order of the columns of CSV. */
function inOrder(text: string): string {
  const fields = text.split(',');
  return (fields[3] === 'pv' ? fields : [...fields.slice(0, 3), fields[4], fields[3]]).join();
}

it.each([
  ["TIMESTAMP '294247-01-10 04:00:54.775806'", 'TIMESTAMP'],
  ["TIMESTAMP '290309-12-22 (BC) 00:00:00'", 'TIMESTAMP'],
  ["TIMESTAMP 'infinity'", 'TIMESTAMP'],
  ["TIMESTAMPTZ '294247-01-10 04:00:54.775806+00'", 'TIMESTAMPTZ'],
  ["DATE '5881580-07-10'", 'DATE'],
  ["DATE '5877642-06-25 (BC)'", 'DATE'],
])('%s costs its row alone in Parquet', async (end, type) => {
  const path = join(files.folder, 'times.parquet');
  await tally.engine.run(sql`COPY (SELECT n AS user_id, 1 AS item_id, 2 AS category_id, 'pv' AS behavior_type,
    CASE WHEN n = 1 THEN ${raw(end)} ELSE CAST('2017-11-26' AS ${raw(type)}) END AS timestamp FROM range(3) r(n))
    TO ${literal(path)} (FORMAT parquet)`);
  for (const timeZone of ['UTC', 'America/New_York', 'Asia/Shanghai']) {
    const events = await loadEvents(tally, path, { ...OPTIONS, timeZone });
    expect(events).toMatchObject({ rows: 3, accepted: 2, quarantined: 1 });
  }
});

it('ids of Parquet that are hashes of 64 bits without a sign are texts', async () => {
  const hashes = Array.from({ length: 10 }, (_, n) => [
    `1844674407370955160${n % 6}`,
    '1',
    '2',
    `${NOON + n}`,
  ]);
  const path = await parquet('hashes.parquet', hashes, 'UBIGINT');
  const events = await loadEvents(tally, path, OPTIONS);
  expect(events).toMatchObject({ rows: 10, accepted: 10 });
  const users = await tally.engine.all(sql`SELECT DISTINCT user_id FROM ${events.events} ORDER BY 1`, {
    user_id: 'text',
  });
  expect(users.map(({ user_id: user }) => user)).toEqual(
    [0, 1, 2, 3, 4, 5].map((n) => `1844674407370955160${n}`),
  );
});
