import { describe, expect, it } from 'vitest';
import { chart, column, OptionsError } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { layout, n } from './drawn.js';
import { resultOf } from './result-of.js';
import { fullTree, groupTree, retentionTree } from './sample-trees.js';

interface Shape {
  readonly type: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly fillcolor?: string;
}
const shapes = (drawn: ReturnType<typeof chart>) => layout(drawn)['shapes'] as unknown as readonly Shape[];
const boxes = (drawn: ReturnType<typeof chart>) => shapes(drawn).filter(({ type }) => type === 'rect');
const texts = (drawn: ReturnType<typeof chart>) =>
  (layout(drawn)['annotations'] as unknown as readonly { readonly text: string }[]).map(({ text }) => text);

const SCHEMA = { node: column.text('Node'), parent: optional(column.text('Above')), n };
const of = (rows: readonly (readonly [string, string | null])[]) =>
  resultOf(
    SCHEMA,
    rows.map(([node, parent]) => ({ node, parent, n: 1 })),
  );

describe('a tree', () => {
  it('has a box for each node with what it is told to say, and words on the ways to them', () => {
    const drawn = chart(retentionTree('en'));
    expect(boxes(drawn)).toHaveLength(7);
    // Three lines a way: down, across, down.
    expect(shapes(drawn)).toHaveLength(7 + 6 * 3);
    expect(texts(drawn)[0]).toBe(
      'Volatility of transaction<br>value at most 0.56<br>Mean: 55.0%<br>Share: 100.0%',
    );
    expect(texts(drawn).slice(7)).toEqual(['Yes', 'No', 'Yes', 'No', 'Yes', 'No']);
  });

  it('has each node above the middle of those below it, and levels below each other', () => {
    const all = boxes(chart(retentionTree('en'))).map(({ x0, x1, y0 }) => [(x0 + x1) / 2, y0] as const);
    const [top, left, , , , , right] = all;
    expect(top?.[0]).toBeCloseTo(((left?.[0] ?? 0) + (right?.[0] ?? 0)) / 2, 12);
    expect(left?.[1]).toBe(right?.[1]);
    expect(top?.[1]).toBeGreaterThan(left?.[1] ?? 1);
    expect(all.map(([x]) => x)).toEqual(all.map(([x]) => Math.min(1, Math.max(0, x))));
  });

  it('is darker where the number is higher, in the color of the category, or pale', () => {
    const fills = boxes(chart(retentionTree('en'))).map(({ fillcolor }) => fillcolor);
    expect([fills[5], fills[6]]).toEqual(['#08306b', '#eef5fb']);
    const groups = boxes(chart.tree(groupTree('en'), { color: 'group' })).map(({ fillcolor }) => fillcolor);
    expect(groups[0]).toBe(groups[4]);
    expect(groups[0]).not.toBe(groups[1]);
    expect(
      new Set(
        boxes(
          chart.tree(
            of([
              ['a', null],
              ['b', 'a'],
            ]),
          ),
        ).map((one) => one.fillcolor),
      ).size,
    ).toBe(1);
  });

  it('leaves out levels that do not fit, and says so', () => {
    const drawn = chart.tree(fullTree('en'), { text: ['mean'], color: 'mean' });
    expect(boxes(drawn)).toHaveLength(15);
    expect(drawn.alt).toContain('15 nodes, 8 leaves');
    expect(drawn.alt).toContain('15 of 31 shown');
  });

  it('tells of many leaves the highest and the lowest', () => {
    const { alt } = chart.tree(fullTree('en'), { text: ['mean'], color: 'mean' });
    expect(alt.match(/→/g)).toHaveLength(2);
    expect(chart(retentionTree('en')).alt.match(/→/g)).toHaveLength(4);
    expect(chart.tree(fullTree('en'), { text: ['mean'] }).alt).not.toContain('→');
  });

  it('does without rules and words on the ways', () => {
    const drawn = chart.tree(
      of([
        ['a', null],
        ['b', 'a'],
        ['c', 'a'],
      ]),
    );
    expect(texts(drawn)).toEqual(['Users: 1', 'Users: 1', 'Users: 1']);
    expect(drawn.alt).toBe('Tree diagram: Title; 3 nodes, 2 leaves; Users: 1; Users: 1.');
  });

  it('of one node is that node, and of none says that there are no data', () => {
    expect(boxes(chart(retentionTree('en').head(1)))).toHaveLength(1);
    expect(chart.tree(of([])).alt).toBe('Tree diagram: Title; no data.');
  });
});

describe('rows that are no tree are refused', () => {
  it.each([
    [
      [
        ['a', null],
        ['a', 'a'],
      ],
      /more than one node is "a"/,
    ],
    [
      [
        ['a', null],
        ['b', 'x'],
      ],
      /"x" is above "b", but is no node/,
    ],
    [
      [
        ['a', null],
        ['b', null],
      ],
      /2 nodes have none above them/,
    ],
    [
      [
        ['a', null],
        ['b', 'c'],
        ['c', 'b'],
      ],
      /some nodes are above themselves/,
    ],
    [
      [
        ['b', 'c'],
        ['c', 'b'],
      ],
      /0 nodes have none above them/,
    ],
  ] as const)('%j', (rows, message) => {
    expect(() => chart.tree(of(rows))).toThrow(OptionsError);
    expect(() => chart.tree(of(rows))).toThrow(message);
  });

  it('and so are columns that are not there', () => {
    // @ts-expect-error no such column
    expect(() => chart.tree(of([]), { color: 'nope' })).toThrow(/has no column "nope"/);
    expect(() => chart.tree(resultOf({ n }, []))).toThrow(/has no column "node"/);
  });
});
