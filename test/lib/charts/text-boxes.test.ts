import { expect, it } from 'vitest';
import { overlaps, struck, textBoxes } from './text-boxes.js';

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
