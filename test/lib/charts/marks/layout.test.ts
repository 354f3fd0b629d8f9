import { Renderer } from 'plotly-static';
import { chart, column } from 'tally';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overlaps, struck, textBoxes } from '../text-boxes.js';
import { resultOf } from './result-of.js';
import { SAMPLES } from './samples.js';

const SMALLEST = 11;
let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => renderer.dispose());

describe.each(Object.entries(SAMPLES))('%s', (_, chart) => {
  it.each(['en', 'zh'] as const)(
    'is drawn in %s with every text whole, apart and legible',
    async (locale) => {
      const warnings: string[] = [];
      const svg = await renderer.svg(chart(locale).figure, {
        onWarning: (warning: string) => warnings.push(warning),
      });
      expect(warnings).toEqual([]);
      expect(svg).not.toMatch(/NaN|>undefined/);
      const [width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(svg) ?? []).slice(1).map(Number);
      const boxes = textBoxes(svg);
      expect(boxes.length).toBeGreaterThanOrEqual(2);
      expect(overlaps(boxes)).toEqual([]);
      expect(struck(svg)).toEqual([]);
      const cut = boxes.filter(
        (box) => box.left < 0 || box.top < 0 || box.right > width || box.bottom > height,
      );
      expect(cut).toEqual([]);
      expect(boxes.filter((box) => box.size < SMALLEST)).toEqual([]);
      // A lone sign is what is left of a format without its value.
      expect(boxes.filter((box) => /^[%¥−]$/.test(box.text))).toEqual([]);
      if (locale === 'zh')
        expect(boxes.filter(({ text }) => /\b(Jan|Nov|Dec|Mon|n\/a)\b/.test(text))).toEqual([]);
    },
  );
});

it('writes the last part of a stack though rounded shares sum to a hair over one', async () => {
  const parts = resultOf(
    {
      whole: column.text('column'),
      part: column.text('segment'),
      value: column.percent('share', { digits: 0 }),
    },
    [0.4, 0.35, 0.25].map((value, index) => ({ whole: 'all', part: `part ${index}`, value })),
  );
  const { figure } = chart.bar(parts, { y: 'whole', color: 'part', layout: 'share' });
  const data = figure.data.map((trace, index) => ({
    ...trace,
    x: [[0.4, 0.35, 0.2500000000003][index]],
  }));
  const svg = await renderer.svg({ ...figure, data });
  for (const text of ['40%', '35%', '25%']) expect(svg).toContain(`>${text}<`);
});

it('draws symbols at equal values apart', async () => {
  const sample = SAMPLES['range']?.('en');
  if (sample === undefined) throw new Error('samples');
  const svg = await renderer.svg(sample.figure);
  const points = [...svg.matchAll(/class="point" transform="translate\(([\d.]+),([\d.]+)\)"/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  expect(points.length).toBeGreaterThan(30);
  const near = points.flatMap(([x, y], index) =>
    points.slice(index + 1).filter(([u, v]) => Math.hypot(x - u, y - v) < 8),
  );
  expect(near).toEqual([]);
});
