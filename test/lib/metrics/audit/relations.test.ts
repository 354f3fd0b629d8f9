import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditSegmentation, open, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  segment: 'text',
  outcome: 'double',
  spent: 'double?',
  tier: 'text?',
  city: 'text?',
  country: 'text',
  lone: 'double?',
  none: 'double?',
  same: 'text?',
} as const;

const OUTCOMES = [0.3, 0.8, 0.5, 0.1, 0.9, 0.4, 0.7, 0.6, 0.2, 0.5, 0.9, 0.1, 0.4, 0.8, 0.3, 0.7];

/** 0 to 5 are low, 17 to 23 high; 14 has no tier, 15 has spent nothing known. */
const ROWS = OUTCOMES.map((outcome, row) => {
  const [low, spent] = [row < 7, row < 7 ? Math.max(0, row - 1) : 10 + row];
  const city = row === 6 || row === 7 ? null : (['rome', 'oslo', 'bari'][row % 3] ?? '');
  return [
    ...[row % 2 === 0 ? 's' : 't', outcome, row === 14 ? 3 : row === 15 ? null : spent],
    ...[row === 14 ? null : low ? 'low' : 'high', city, (row % 3 === 1) !== (row === 7) ? 'no' : 'it'],
    ...[row === 9 ? 4 : null, null, row === 2 ? null : 'x'],
  ] as const;
});

it('columns that say nothing of their own are named, with the rows that have a value', async () => {
  const table = await tableOf(tally, 'people', COLUMNS, ROWS, {});
  const { relations } = await auditSegmentation(table, {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19 },
  });
  // Two Italian cities and a Norwegian one: the country follows from the city, but no city from the country.
  expect(relations.rows.map((row) => [row.column, row.relation, row.other, row.rows])).toEqual([
    ['lone', 'constant', null, 1],
    ['same', 'constant', null, 15],
    ['tier', 'cuts', 'spent', 14],
    ['country', 'determined', 'city', 14],
  ]);
});
