import { expect, test } from 'vitest';
import { fontFace } from '../../render/src/text/font-face.js';
import { scriptRuns } from '../../render/src/text/script-runs.js';

test('Chinese characters and fullwidth punctuation are one em wide', () => {
  expect(fontFace('400').measure('品类销售额（万元）', 20).width).toBeCloseTo(180, 1);
  expect(fontFace('700').measure('品', 13).width).toBeCloseTo(13, 1);
});

// Advance widths in the font's hmtx table, thousandths of an em: digits 555 regular and 588 bold, A 608, V 575.
test('Latin text is as wide as its advances and kerning say', () => {
  const wide = 1000;
  expect(fontFace('400').measure('0', wide).width).toBeCloseTo(555, 0);
  expect(fontFace('400').measure('2024', wide).width).toBeCloseTo(4 * 555, 0);
  expect(fontFace('bold').measure('2024', wide).width).toBeGreaterThan(4 * 555);
  const kerned = fontFace('400').measure('AV', wide).width;
  expect(kerned).toBeLessThan(
    fontFace('400').measure('A', wide).width + fontFace('400').measure('V', wide).width,
  );
});

test('widths lie on the 1/64 px grid, heights on whole pixels', () => {
  const { width } = fontFace('400').measure('Revenue', 13);
  expect(width * 64).toBe(Math.round(width * 64));
  // 1160 and 288 thousandths of an em above and below the baseline.
  expect(fontFace('400').ascent(12)).toBe(14);
  expect(fontFace('400').descent(12)).toBe(3);
});

test('ink that overhangs the advance widens the box', () => {
  const { left, right, width } = fontFace('400').measure('j', 40);
  expect(left).toBeLessThan(0);
  expect(right).toBe(width);
});

test('text is shaped in runs of one script; spaces, digits and signs join the run before, or else the first', () => {
  expect(scriptRuns('2024年 Q1 销售额AOV')).toEqual(['2024年 ', 'Q1 ', '销售额', 'AOV']);
  expect(scriptRuns('')).toEqual([]);
});
