import { describe, expect, it } from 'vitest';
import { chart, column, OptionsError, type Chart } from 'tally';
import { layout, n, traces, type Trace } from './drawn.js';
import { resultOf } from './result-of.js';

const a = column.yesNo({ en: 'Loyal', zh: '忠诚' });
const b = column.yesNo({ en: 'Big', zh: '高额' });

const sets = (rows: readonly (readonly [boolean, boolean, number])[], locale: 'en' | 'zh' = 'en') =>
  resultOf(
    { a, b, n },
    rows.map(([inA, inB, number]) => ({ a: inA, b: inB, n: number })),
    { locale },
  );

const points = ({ x, y }: Trace) => (x as number[]).map((at, index) => [at, (y as number[])[index]]);

/** Bars of combinations, dots of sets they are not in, links, dots of sets they are in, bars of sets. */
const drawn = (figure: Chart) => traces(figure) as readonly [Trace, Trace, Trace, Trace, Trace];

describe('chart.upset', () => {
  it('has a bar for each combination, the largest first, with a dot for each of its sets', () => {
    const [bars, absent, links, present, sizes] = drawn(
      chart.upset(
        sets([
          [true, false, 3],
          [true, true, 5],
          [false, true, 1],
        ]),
      ),
    );
    expect([bars['y'], bars['text']]).toEqual([
      [5, 3, 1],
      ['5', '3', '1'],
    ]);
    expect(points(present)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 1],
    ]);
    expect(points(absent)).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect([links['x'], links['y']]).toEqual([
      [0, 0, null],
      [0, 1, null],
    ]);
    expect(sizes['x']).toEqual([8, 6]);
  });

  it('says what it shows, in both languages', () => {
    expect(
      chart.upset(
        sets([
          [true, false, 3],
          [true, true, 1200],
        ]),
      ).alt,
    ).toBe(
      'UpSet chart: Title; sets: Loyal 1,203, Big 1,200; largest combinations, in exactly these: Loyal and Big 1,200, Loyal 3.',
    );
    expect(
      chart.upset(
        sets(
          [
            [true, false, 3],
            [true, true, 1200],
          ],
          'zh',
        ),
      ).alt,
    ).toBe('UpSet图：标题；各集合：忠诚1,203，高额1,200；最大的组合（恰好属于）：忠诚且高额1,200，忠诚3。');
    expect(chart.upset(sets([[false, false, 3]])).alt).toContain('in exactly these: none 3');
  });

  it('counts the combinations that are not shown, and sizes of sets still hold them', () => {
    const figure = chart.upset(
      sets([
        [true, false, 3],
        [true, true, 5],
        [false, true, 1],
      ]),
      { most: 1 },
    );
    expect(figure.alt).toContain('; 2 smaller combinations are not shown: 4 in all.');
    expect(drawn(figure)[0]['y']).toEqual([5]);
    expect(drawn(figure)[4]['x']).toEqual([8, 6]);
    expect(
      chart.upset(
        sets([
          [true, false, 3],
          [true, true, 5],
        ]),
        { most: 1 },
      ).alt,
    ).toContain('1 smaller combination is not shown: 3.');
  });

  it('turns numbers that would touch', () => {
    const many = (count: number) => {
      const names = Array.from({ length: 4 }, (_, n) => `s${n}`);
      const schema = Object.fromEntries(names.map((name) => [name, column.yesNo(name)]));
      const rows = Array.from({ length: count }, (_, bits) => ({
        ...Object.fromEntries(names.map((name, n) => [name, (bits & (1 << n)) !== 0])),
        n: 10_000 + bits,
      }));
      return drawn(chart.upset(resultOf({ ...schema, n }, rows as never)))[0]['textangle'];
    };
    expect([many(3), many(16)]).toEqual([0, -90]);
  });

  it('takes the sets and the axis that it is told', () => {
    const figure = chart.upset(sets([[true, true, 5]]), { sets: ['b'], axis: { en: 'People', zh: '人' } });
    const { yaxis, yaxis2 } = layout(figure);
    expect([yaxis2?.['ticktext'], yaxis?.['title']]).toEqual([['Big'], { text: 'People', standoff: 8 }]);
  });

  it('shows no data where nobody is in any combination', () => {
    expect(chart.upset(sets([])).alt).toBe('UpSet chart: Title; no data.');
    expect(chart.upset(sets([[true, true, 0]])).alt).toBe('UpSet chart: Title; no data.');
  });

  it('is refused without sets, with rows of the same sets and with negative numbers', () => {
    expect(() => chart.upset(resultOf({ n }, [{ n: 3 }]))).toThrow('no column of yes and no');
    expect(() =>
      chart.upset(
        sets([
          [true, true, 5],
          [true, true, 3],
        ]),
      ),
    ).toThrow('more than one row is of the same sets');
    expect(() => chart.upset(sets([[true, true, -5]]))).toThrow(OptionsError);
  });
});
