import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledFace } from '../../render/src/text/font-face.js';

const WIDE = 1000;
const width = (text: string, weight: 400 | 700 = 400) => bundledFace(weight).measure(text, WIDE).width;
const runs = (text: string) =>
  bundledFace(400)
    .runs(text)
    .map(({ face, text: part }) => [face.family, part]);

// Advance widths in Noto Sans' hmtx table, thousandths of an em.
test.each<[string, number, number]>([
  ['Ł', 524, 565],
  ['č', 480, 516],
  ['₹', 572, 572],
  ['₂', 350, 380],
])('%s is as wide as the second family has it', (character, regular, bold) => {
  expect(width(character, 400)).toBeCloseTo(regular, 0);
  expect(width(character, 700)).toBeCloseTo(bold, 0);
});

describe('what the second family draws', () => {
  test('is only what the first lacks', () => {
    expect(runs('Łódź 罗兹')).toEqual([
      ['Noto Sans', 'Ł'],
      ['Noto Sans SC', 'ód'],
      ['Noto Sans', 'ź'],
      ['Noto Sans SC', ' '],
      ['Noto Sans SC', '罗兹'],
    ]);
    expect(width('Łódź')).toBeCloseTo(width('Ł') + width('ód') + width('ź'), 0);
  });

  test('an accent written apart joins its letter', () => {
    expect(runs('c\u030c')).toEqual([['Noto Sans', 'č']]);
    expect(runs('e\u0301')).toEqual([['Noto Sans SC', 'é']]);
    expect(width('c\u030c')).toBe(width('č'));
  });

  test('a letter is borrowed together with an accent it has no common glyph with', () => {
    expect(runs('x\u0304 y')).toEqual([
      ['Noto Sans', 'x\u0304'],
      ['Noto Sans SC', ' y'],
    ]);
    // The mark stands above its letter and takes no room.
    expect(width('x\u0304')).toBeCloseTo(529, 0);
    const heights = (text: string) =>
      [
        ...bundledFace(400)
          .outline(text, WIDE, 0, 0, 0)
          .matchAll(/[\d.]+ (-?[\d.]+)/g),
      ].map(([, y]) => Number(y));
    const letter = -Math.min(...heights('x'));
    expect(-Math.min(...heights('x\u0304'))).toBeGreaterThan(letter + 100);
  });
});

describe('in a figure', () => {
  let renderer: Renderer;
  beforeAll(async () => {
    renderer = await Renderer.create();
  });
  afterAll(() => {
    renderer.dispose();
  });
  const titled = (text: string) => ({
    data: [],
    layout: { title: { text }, xaxis: { visible: false }, yaxis: { visible: false } },
  });

  test('the SVG names the second family for what it draws, and nowhere else', async () => {
    const svg = await renderer.svg(titled('Łódź & co'));
    const title = /<text class="gtitle"[^>]*>(.*?)<\/text>/.exec(svg)?.[1];
    const borrowed = (text: string) => `<tspan font-family="Noto Sans, sans-serif">${text}</tspan>`;
    expect(title).toBe(`${borrowed('Ł')}ód${borrowed('ź')} &amp; co`);
    expect(await renderer.svg(titled('Lodz'))).not.toContain('Noto Sans,');
  });

  test('what neither has is reported for an SVG and for a PNG', async () => {
    const expected = [
      'no glyph in Noto Sans SC or Noto Sans for "\u{1F600}" (U+1F600): drawn as an empty box',
    ];
    for (const product of ['svg', 'png', 'render'] as const) {
      const warnings: string[] = [];
      await renderer[product](titled('Łódź \u{1F600}'), { onWarning: (message) => warnings.push(message) });
      expect(warnings, product).toEqual(expected);
    }
  });
});
