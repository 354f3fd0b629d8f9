import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, sql, type Tally } from 'tally';
import { helpOf } from '../../../../lib/src/metrics/audit/help.js';
import { planOf, type SegmentationOptions } from '../../../../lib/src/metrics/audit/options.js';
import { workingOf } from '../../../../lib/src/metrics/audit/working.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  segment: 'text',
  outcome: 'double',
  telling: 'text?',
  idle: 'text',
  row: 'integer',
} as const;

/** Of two segments and two labels, each with noise of 0 to 2 around its own number. */
const ROWS = Array.from({ length: 60 }, (_, row) => {
  const [segment, telling, idle] = [
    row % 2 === 0 ? 's' : 't',
    row % 4 < 2 ? 'x' : 'y',
    row % 3 === 0 ? 'u' : 'v',
  ];
  const outcome = (segment === 's' ? 2 : 6) + (telling === 'x' ? 1.5 : 0) + ((row * 7) % 11) / 5;
  return [segment, outcome, row === 59 ? null : telling, idle, row] as const;
});

async function helped(
  labels: SegmentationOptions['labels'],
  own: Partial<SegmentationOptions> = {},
  rows: readonly (typeof ROWS)[number][] = ROWS,
) {
  const plan = planOf(await tableOf(tally, 'people', COLUMNS, rows, {}), {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 1, permutations: 99, ...own },
    ...(labels !== undefined && { labels }),
  });
  return helpOf(await workingOf(plan));
}

describe('proposed labels', () => {
  it('help where they tell more than the segments and are not made from the outcome', async () => {
    const found = await helped({
      telling: audit.labelFrom('telling'),
      idle: audit.labelFrom('idle'),
      made: audit.labelFrom(sql`CASE WHEN outcome > 5 THEN 'high' ELSE 'low' END`, 'Made'),
    });
    expect(found.rows.map((row) => [row.proposed, row.rows, row.levels, row.restates, row.helps])).toEqual([
      ['telling', 59, 2, false, true],
      ['idle', 60, 2, false, false],
      ['made', 60, 2, true, false],
      ['all', 59, 4, false, true],
    ]);
    const [telling, idle, , all] = found.rows;
    expect(telling?.gain).toBeGreaterThan(0.3);
    expect([telling?.p, telling?.q]).toEqual([0.01, expect.closeTo(0.01 * (4 / 3), 12)]);
    expect(idle?.gain).toBeLessThan(0);
    expect(idle?.p).toBeGreaterThan(0.05);
    expect(all?.after).toBeGreaterThan(telling?.after ?? 1);
    // Errors are roots, so that the gain is one less the square of their quotient.
    const [before, after] = [telling?.errorBefore ?? NaN, telling?.errorAfter ?? NaN];
    expect(telling?.gain).toBeCloseTo(1 - (after / before) ** 2, 12);
    expect(telling?.shuffled).toBeLessThan(telling?.after ?? 0);
    expect(telling?.before).toBeLessThan(telling?.after ?? 0);
  });

  it('are together where there are several honest ones only', async () => {
    const one = await helped({
      telling: audit.labelFrom('telling'),
      made: audit.labelFrom(sql`CASE WHEN outcome > 5 THEN 'high' ELSE 'low' END`),
    });
    expect(one.rows.map(({ proposed }) => proposed)).toEqual(['telling', 'made']);
    expect((await helped(undefined)).length).toBe(0);
  });

  it('restate the outcome, too, where they are made from its distance to the mean or within segments', async () => {
    const found = await helped({
      distance: audit.labelFrom(
        sql`CASE WHEN abs(outcome - avg(outcome) OVER (PARTITION BY segment)) > 1 THEN 'far' ELSE 'near' END`,
      ),
      within: audit.labelFrom(
        sql`CASE WHEN outcome > avg(outcome) OVER (PARTITION BY segment) THEN 'high' ELSE 'low' END`,
      ),
    });
    expect(found.rows.map(({ restates }) => restates)).toEqual([true, true]);
  });

  it('do not help at a q of just 0.05', async () => {
    // None of 19 shuffles is as good: one of twenty.
    const found = await helped({ telling: audit.labelFrom('telling') }, { permutations: 19 });
    expect(found.rows).toMatchObject([
      { p: 0.05, q: 0.05, gain: expect.any(Number) as number, helps: false },
    ]);
    expect(found.rows[0]?.gain).toBeGreaterThan(0.3);
  });

  it('do not help where they foretell nothing, though shuffled ones add to the error', async () => {
    // Rows of a value are in one fold and segment, and foretold from the segment alone.
    const found = await helped({ season: audit.labelFrom(sql`("row" + 7) % 30`) });
    expect(found.rows).toMatchObject([{ gain: expect.closeTo(0, 12) as number, p: 0.01, helps: false }]);
  });

  it('remove nothing of an error that there is not', async () => {
    const certain = ROWS.map(
      ([segment, , ...rest]) => [segment, segment === 's' ? 0.3 : 0.37, ...rest] as const,
    );
    const found = await helped(
      { telling: audit.labelFrom('telling'), idle: audit.labelFrom('idle') },
      {},
      certain,
    );
    const none = { errorBefore: 0, errorAfter: 0, gain: null, p: 1, helps: false };
    expect(found.rows).toMatchObject([none, none, none]);
  });

  it('have no values where no row has the label', async () => {
    const found = await helped({ none: audit.labelFrom(sql`CAST(NULL AS VARCHAR)`) });
    expect(found.rows).toMatchObject([
      {
        ...{
          rows: 0,
          levels: 0,
          before: null,
          after: null,
          shuffled: null,
          errorBefore: null,
          errorAfter: null,
        },
        ...{ gain: null, p: null, q: null, restates: false, helps: false },
      },
    ]);
  });

  it('are written with their names, cuts and numbers of draws', async () => {
    const season = audit.valueMatch({ score: 'row', value: 'outcome' }, { score: 30, value: 4.5 });
    const found = await helped({ season, telling: audit.labelFrom('telling', 'Telling') }, { folds: 4 });
    expect(found.note).toEqual({
      en:
        'Value match: high from a score of 30 and a value of 4.50 on. ' +
        'Cross-validated in 4 parts of the customers; 99 shuffles, of at most 5,000 customers.',
      zh: expect.stringContaining(
        '：得分不低于30、价值不低于4.50为高。按客户分4折交叉验证；打乱99次',
      ) as string,
    });
    expect(found.at({ proposed: 'telling' })).toMatchObject({
      proposed: { en: 'Telling' },
      restates: { en: 'No' },
    });
    expect(found.at({ proposed: 'all' }).proposed.en).toBe('All labels together');
    expect(found.at({ proposed: 'telling' }).errorAfter.en).toMatch(/^\d\.\d{4}$/);
    const hidden = Object.entries(found.schema).filter(([, column]) => 'hidden' in column);
    expect(hidden.map(([name]) => name)).toEqual(['errorBefore', 'errorAfter']);
  });

  it('may have a thousand values', async () => {
    const many = (values: number) =>
      workingOf(
        planOf(people, {
          ...{ segment: 'segment', outcome: 'outcome', threshold: 0.5, permutations: 19 },
          labels: { own: audit.labelFrom(sql`n % ${sql`${values}`}`) },
        }),
      );
    const people = await tableOf(tally, 'many', { segment: 'text', outcome: 'double', n: 'integer' }, [], {});
    await tally.engine.run(sql`INSERT INTO ${people}
      SELECT CASE WHEN n % 2 = 0 THEN 's' ELSE 't' END, n % 7, n FROM range(1001) AS list(n)`);
    expect((await helpOf(await many(1000))).rows[0]?.levels).toBe(1000);
    await expect(helpOf(await many(1001))).rejects.toThrow(
      'A label has 1001 values; with more than 1000 it names rows',
    );
  });
});
