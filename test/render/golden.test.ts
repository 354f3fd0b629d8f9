import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figures } from './figures.js';

const GOLDEN = fileURLToPath(new URL('golden/', import.meta.url));
const ACTUAL = join(tmpdir(), 'plotly-static-actual');
/** Written anew only when a person asks for it, and then looked at. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined;

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

/** One element a line, so that a difference can be read. */
const lines = (svg: string) => `${svg.replaceAll('><', '>\n<')}\n`;

test.each(Object.entries(figures))('%s is drawn as the golden SVG has it', async (name, figure) => {
  const warnings: string[] = [];
  const svg = lines(await renderer.svg(figure, { onWarning: (message) => warnings.push(message) }));
  expect(warnings).toEqual([]);
  // Sanitisers strip style, and some viewers cannot read quotes inside url().
  expect(svg).not.toMatch(/ style=| on\w+=|<script|<style|<foreignObject|url\(["']/);
  const golden = join(GOLDEN, `${name}.svg`);
  if (UPDATE) writeFileSync(golden, svg);
  const actual = join(ACTUAL, `${name}.svg`);
  if (svg !== readFileSync(golden, 'utf8')) {
    mkdirSync(ACTUAL, { recursive: true });
    writeFileSync(actual, svg);
  }
  expect(svg, `open ${actual} beside ${golden}`).toBe(readFileSync(golden, 'utf8'));
});
