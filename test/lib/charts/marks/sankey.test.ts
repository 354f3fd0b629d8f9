import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chart, column } from 'tally';
import { GAP, labelsAt, nodesOf } from '../../../../lib/src/charts/marks/sankey-layout.js';
import { layout, n, name, named, traces } from './drawn.js';
import { resultOf } from './result-of.js';
import { moves } from './sample-moves.js';

interface SankeyTrace {
  readonly node: {
    readonly color: readonly string[];
    readonly x: readonly number[];
    readonly y: readonly number[];
  };
  readonly link: Readonly<Record<'source' | 'target' | 'value', readonly number[]>>;
}

const traceOf = (drawn: ReturnType<typeof chart.sankey>) => traces(drawn)[0] as unknown as SankeyTrace;
const texts = (drawn: ReturnType<typeof chart.sankey>) =>
  (layout(drawn)['annotations'] as unknown as readonly { text: string }[]).map(({ text }) => text);

describe('a Sankey diagram', () => {
  const drawn = chart.sankey(moves('en'));

  it('has what flows between the two columns, in the order of their categories, without flows of 0', () => {
    expect(traceOf(drawn).link).toMatchObject({
      // Left: platinum, gold, silver, not there; right: platinum, gold, silver.
      source: [0, 0, 1, 1, 2, 2, 2, 3],
      target: [4, 5, 4, 5, 4, 5, 6, 6],
      value: [104, 6, 87, 282, 1, 241, 4280, 9],
    });
    expect(texts(drawn)).toEqual([
      ...['<b>Tier before</b>', '<b>Tier after</b>'],
      ...['Platinum 110', 'Gold 369', 'Silver 4,522', 'Not there 9'],
      ...['Platinum 192', 'Gold 529', 'Silver 4,289'],
    ]);
  });

  it('gives a category the same color on both sides, and the flows the color of where they come from', () => {
    const { color } = traceOf(drawn).node;
    expect(color.slice(4)).toEqual(color.slice(0, 3));
    expect(JSON.stringify(traceOf(drawn))).toContain('rgba(0, 114, 178, 0.4)');
  });

  it('says in both languages how much flows, the largest flow and what stays', () => {
    // 104 + 282 + 4280 of 5,010.
    expect(drawn.alt).toBe(
      'Sankey diagram: Customers by tier before and after; 5,010 customers from tier before to tier after; ' +
        'most go from Silver to Silver with 4,280, 93.1% stay where they were.',
    );
    expect(chart.sankey(moves('zh')).alt).toBe(
      '桑基图：客户层级的变动；从原层级到现层级，客户数合计5,010，最大的流向为白银到白银（4,280），93.1%留在原处。',
    );
  });

  it('takes the columns it is told to, and the mark of a hint', () => {
    const turned = chart.sankey(moves('en'), { from: 'after', to: 'before' });
    expect(texts(turned).slice(0, 2)).toEqual(['<b>Tier after</b>', '<b>Tier before</b>']);
    const rows = [{ name: 'a', to: 'b', n: 3 }];
    const to = column.text('To');
    const hinted = resultOf({ name, to, n }, rows, { chart: { mark: 'sankey', from: 'to', to: 'name' } });
    expect(chart(hinted).alt).toBe(
      'Sankey diagram: Title; 3 users from to to name; most go from b to a with 3.',
    );
  });

  it('needs two columns of names', () => {
    expect(() => chart.sankey(named([['a', 1]]))).toThrow('made-up needs two columns of names');
  });
});

describe('the sides', () => {
  const flow = fc.record({ from: fc.nat(4), to: fc.nat(4), value: fc.integer({ min: 1, max: 1e6 }) });
  const keys = Array.from({ length: 5 }, (_, place) => ({
    raw: place,
    name: String(place),
    color: undefined,
  }));

  it('hold all that flows, and neither leave the height nor cover each other', () => {
    fc.assert(
      fc.property(fc.array(flow, { minLength: 1, maxLength: 20 }), (flows) => {
        const total = flows.reduce((sum, { value }) => sum + value, 0);
        for (const side of nodesOf([keys, keys], flows, 300)) {
          expect(side.reduce((sum, node) => sum + node.total, 0)).toBe(total);
          side.forEach((node, place) => {
            expect(node.top).toBeCloseTo(
              place === 0 ? 0 : (side[place - 1]?.top ?? 0) + (side[place - 1]?.height ?? 0) + GAP,
              6,
            );
            expect(node.top + node.height).toBeLessThan(300 + 1e-6);
          });
          const labels = labelsAt(side, 300);
          labels.forEach((at, place) => {
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThanOrEqual(300);
            if (place > 0) expect(at - (labels[place - 1] ?? 0)).toBeGreaterThan(17.9);
          });
        }
      }),
    );
  });
});
