import { Renderer, type Figure } from 'plotly-static';
import { percent, seriesBarChart } from 'tally';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHARTS } from './samples.js';
import { overlaps, struck, textBoxes } from './textBoxes.js';

const SMALLEST = 11;
let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => renderer.dispose());

describe.each(Object.entries(CHARTS))('%s', (_, chart) => {
  it.each(['en', 'zh'] as const)(
    'is drawn in %s with every text whole, apart and legible',
    async (locale) => {
      const warnings: string[] = [];
      const { figure } = chart(locale);
      const svg = await renderer.svg(figure, { onWarning: (warning: string) => warnings.push(warning) });
      expect(warnings).toEqual([]);
      expect(svg).not.toMatch(/NaN|>undefined/);
      const [width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).slice(1).map(Number);
      const boxes = textBoxes(svg);
      expect(boxes.length).toBeGreaterThan(3);
      expect(overlaps(boxes)).toEqual([]);
      expect(struck(svg)).toEqual([]);
      const cut = boxes.filter(
        (box) => box.left < 0 || box.top < 0 || box.right > width || box.bottom > height,
      );
      expect(cut).toEqual([]);
      expect(boxes.filter((box) => box.size < SMALLEST)).toEqual([]);
      // A lone sign is what is left of a format without its value.
      expect(boxes.filter((box) => /^[%¥−]$/.test(box.text))).toEqual([]);
    },
  );
});

it('writes the last part of a stack though rounded shares sum to a hair over one', async () => {
  const parts = [0.4, 0.35, 0.2500000000003].map((value, index) => ({ name: `part ${index}`, value }));
  const { figure } = seriesBarChart(parts, {
    title: { en: 'Parts', zh: '部分' },
    axis: { en: 'Share', zh: '占比' },
    mode: 'share',
    category: () => 'all',
    series: (row) => row.name,
    value: (row) => row.value,
    format: (value) => percent(value, 0),
  });
  const data = figure.data as readonly Readonly<Record<string, unknown>>[];
  const rounded = {
    ...figure,
    data: data.map((trace, index) => ({ ...trace, x: [parts[index]?.value] })),
  } as Figure;
  const svg = await renderer.svg(rounded);
  for (const text of ['40%', '35%', '25%']) expect(svg).toContain(`>${text}<`);
});

it('notices texts on one another', () => {
  const text = (x: number, words: string) => `<text x="${x}" y="50" font-size="12px">${words}</text>`;
  const svg = (second: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg"><g transform="translate(5,5)">${text(10, 'wide words')}${text(second, 'more')}</g></svg>`;
  expect(overlaps(textBoxes(svg(40)))).toEqual(['"wide words" and "more"']);
  expect(overlaps(textBoxes(svg(90)))).toEqual([]);
});

it('notices a line through a text', () => {
  const svg = (x: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg"><path fill-rule="evenodd" d="M${x},90L${x},10"/><text x="10" y="50" font-size="12px">wide words</text></svg>`;
  expect(struck(svg(30))).toEqual(['wide words']);
  expect(struck(svg(120))).toEqual([]);
});
