import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, type ColumnContract } from '../../../../lib/src/data/contract.js';
import { dressing } from '../../../../lib/src/data/reading/dressing.js';
import { factsOf, writtenText, type Facts } from '../../../../lib/src/data/reading/facts.js';
import { fitsOf } from '../../../../lib/src/data/reading/fits.js';
import { dateFormats, markQuestion } from '../../../../lib/src/data/reading/question.js';
import { open, type Tally } from '../../../../lib/src/core/open.js';
import { id, join, literal, sql, type Sql } from '../../../../lib/src/engine/sql.js';
import { factsWith } from './facts-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const TEXT = { type: 'text?' } as const;
const contract = defineTable({ name: 't', columns: { x: TEXT, y: TEXT } });

/** A file of a column x with these texts, then one that cannot be split. */
const fileOf = (texts: readonly string[], torn: string): Sql =>
  sql`SELECT ${join([
    sql`unnest([${join([...texts, torn].map(literal))}]) AS ${id('raw:x')}`,
    sql`unnest([${join([...texts.map(() => sql`NULL`), literal('torn')])}]) AS malformed`,
  ])}`;

const factsAbout = async (
  texts: readonly string[],
  rule: ColumnContract = TEXT,
  torn = '9.99',
): Promise<Facts> => {
  const found = await factsOf(tally.engine, fileOf(texts, torn), contract, [['x', rule]], {});
  return found.get('x') ?? factsWith({});
};

describe('how the values of a column are written', () => {
  it.each<[string, readonly string[], Partial<Facts>]>([
    [
      'with marks',
      ['1.5', '2,5', '1,234', '1.234', '7'],
      {
        ...{ values: 5, point: 4, comma: 4, onlyPoint: 1, onlyComma: 1, eitherAtPoint: 1, eitherAtComma: 1 },
        ...{ plain: 5, separators: 4, digits: 4, decimalsAfterPoint: 3, decimalsAfterComma: 3 },
      },
    ],
    [
      'in dress',
      ['€ 5', '12%', '(3.50)', '一百', '560 001', '5', 'x%', '€x', '百货'],
      {
        ...{ values: 9, dressed: 5, evident: 4, percents: 1, signed: 1, chinese: 1, plain: 1, point: 1 },
        ...{ comma: 1, separators: 1, digits: 6 },
      },
    ],
    [
      'as words',
      ['TRUE', 'no', 't', 'Y', 'f', 'N', 'x'],
      { values: 7, truths: 6, trueLetters: 2, falseLetters: 2, exponents: 1 },
    ],
    [
      'as dates',
      ['2024-1-2', '3/4/2024 10:00', '2024-01-02T10:00Z', '10:00Z', 'x'],
      { values: 5, dates: 3, isoDates: 2, clocks: 2, zones: 1, digits: 12 },
    ],
    [
      'with zeros and powers',
      ['1e3', '2E4', '007', '+01', '0', '10'],
      { values: 6, point: 6, comma: 6, plain: 6, exponents: 2, leadingZeros: 2, digits: 3 },
    ],
    ['or are missing', ['', ' ', 'N/A', 'a', 'a', 'a'], { values: 3 }],
    ['or all are missing', ['', 'N/A'], {}],
  ])('%s', async (_, texts, some) => {
    expect(await factsAbout(texts)).toMatchObject(factsWith(some));
  });

  it('is counted without their dress where they have one', async () => {
    const rule = { ...TEXT, dress: { percent: false } };
    expect(await factsAbout(['€ 1.50', '$3', 'x'], rule)).toMatchObject({
      ...{ values: 3, point: 2, onlyPoint: 1, dressed: 0, decimalsAfterPoint: 2 },
    });
  });

  it('is counted for each column by itself, and for none where there is none', async () => {
    const relation = sql`SELECT * FROM (VALUES ('1', 'a', NULL), ('2', '', NULL)) AS r(${id('raw:x')}, ${id('raw:y')}, malformed)`;
    const found = await factsOf(
      tally.engine,
      relation,
      contract,
      [
        ['y', TEXT],
        ['x', TEXT],
      ],
      {},
    );
    expect([...found].map(([name, { values, plain }]) => [name, values, plain])).toEqual([
      ['y', 1, 0],
      ['x', 2, 2],
    ]);
    const none = await factsOf(
      tally.engine,
      sql`SELECT * FROM (${relation}) LIMIT 0`,
      contract,
      [['x', TEXT]],
      {},
    );
    expect(none.get('x')).toEqual(factsWith({}));
    expect((await factsOf(tally.engine, relation, contract, [], {})).size).toBe(0);
  });
});

const DATES = ['13/02/2024', '02/13/2024', '02/03/2024', '02/14/2024', 'x'];
const [EUROPE, AMERICA] = ['%d/%m/%Y', '%m/%d/%Y'];

describe('formats of dates', () => {
  it('are tried on all values', async () => {
    const rules = [EUROPE, AMERICA].map((dateFormat) => ({ type: 'date?', dateFormat }) as const);
    const file = fileOf(DATES, '01/01/2024');
    const fits = await fitsOf(
      tally.engine,
      file,
      contract,
      [
        ['y', []],
        ['x', rules],
      ],
      {},
    );
    expect([...fits]).toEqual([['x', { each: [2, 3], any: 4 }]]);
    expect((await fitsOf(tally.engine, file, contract, [['x', []]], {})).size).toBe(0);
  });

  it('have the smallest of their values as an example, the most frequent format first', async () => {
    const counts = [
      { format: EUROPE, n: 2 },
      { format: '%Y/%m/%d', n: 0 },
      { format: AMERICA, n: 3 },
    ];
    const file = fileOf(DATES, '01/01/2024');
    const found = await dateFormats(tally.engine, file, writtenText('x', TEXT, contract), counts, {});
    expect(found).toEqual([
      { format: AMERICA, n: 3, example: '02/03/2024' },
      { format: EUROPE, n: 2, example: '02/03/2024' },
    ]);
    const none = await dateFormats(
      ...([
        tally.engine,
        file,
        writtenText('x', TEXT, contract),
        [{ format: '%Y/%m/%d', n: 1 }],
        {},
      ] as const),
    );
    expect(none).toEqual([{ format: '%Y/%m/%d', n: 1, example: '' }]);
  });
});

describe('a question about numbers', () => {
  it('shows the smallest that could be either', async () => {
    const text = writtenText('x', TEXT, contract);
    const file = fileOf(['9', '5,678', '1,234', '0.5', '0,5', '0', 'x'], '1,000');
    const error = await markQuestion(tally.engine, file, 'f.csv', 'paid', text, {});
    expect(error.message).toBe(
      'f.csv: column "paid" has numbers such as 1,234, and nothing in the file shows whether that is 1234 or 1.234. ' +
        "Specify which: decimal: '.' (1234) or decimal: ',' (1.234).",
    );
    expect(error).toMatchObject({ column: 'paid', example: '1,234' });
  });
});

describe('dressed columns', () => {
  const dressedOf = async (texts: readonly string[], rule: ColumnContract = TEXT) => {
    const file = fileOf(texts, '£ 1');
    const named = [['x', rule]] as const;
    const facts = await factsOf(tally.engine, file, contract, named, {});
    return (await dressing(tally.engine, file, contract, named, facts, {})).get('x');
  };

  it('have the signs of their amounts, the most frequent first', async () => {
    const found = await dressedOf(['€ 6', '€ 5', '£ 9', '$ 7', '7-', '8', 'x €']);
    expect(found?.signs).toEqual([
      { sign: '€', n: 2, example: '€ 5' },
      { sign: '$', n: 1, example: '$ 7' },
      { sign: '£', n: 1, example: '£ 9' },
    ]);
    expect(found?.currencies).toEqual([]);
    expect(found?.before).toMatchObject({ dressed: 5, plain: 1 });
    expect(found?.facts).toMatchObject({ dressed: 0, plain: 6 });
    expect((await dressedOf(['¥ 5', '6元']))?.currencies).toEqual(['CNY']);
  });

  it('are percentages where most values are, or where it is said', async () => {
    const percent = async (texts: readonly string[], rule?: ColumnContract) =>
      (await dressedOf(texts, rule))?.rule.dress?.percent;
    expect(await percent(['1%', '2%', '3'])).toBe(true);
    expect(await percent(['1%', '2'])).toBe(false);
    expect(await percent(['1', '2'], { ...TEXT, dress: { percent: true } })).toBe(true);
    expect((await dressedOf(['1%', '2%']))?.signs).toEqual([]);
  });
});
