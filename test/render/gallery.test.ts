import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gallery } from '../../render/gallery/index.js';

const GOLDEN = fileURLToPath(new URL('golden/', import.meta.url));
const HASHES = join(GOLDEN, 'gallery.json');
const ACTUAL = join(tmpdir(), 'plotly-static-actual');
/** Written anew only when a person asks for it, and then looked at. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined;

/** Kept as whole SVGs, so that a change can be read in the history; of the others the hash is enough. */
const READABLE = [
  'bar-grouped',
  'bar-horizontal-long-labels',
  'line-dual-axis',
  'scatter-labels',
  'donut',
  'funnel',
  'box',
  'heatmap-cohorts',
  'treemap',
  'sankey',
  'table',
  'indicator-row',
  'rich-text',
];

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
/** One element a line, so that a difference can be read. */
const lines = (svg: string) => `${svg.replaceAll('><', '>\n<')}\n`;

const drawn: Record<string, string> = {};
const golden = UPDATE ? {} : (JSON.parse(readFileSync(HASHES, 'utf8')) as Record<string, string>);
let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
  if (UPDATE) writeFileSync(HASHES, `${JSON.stringify(drawn, undefined, 2)}\n`);
});

/** The SVG is left where a person can open it. */
function keepActual(name: string, svg: string): string {
  mkdirSync(ACTUAL, { recursive: true });
  const file = join(ACTUAL, `${name}.svg`);
  writeFileSync(file, svg);
  return file;
}

test.each(Object.entries(gallery))('%s is drawn as the golden SVG has it', async (name, figure) => {
  const warnings: string[] = [];
  const svg = lines(await renderer.svg(figure, { onWarning: (message) => warnings.push(message) }));
  expect(warnings).toEqual([]);
  // Sanitizers strip style, and some viewers cannot read quotes inside url().
  expect(svg).not.toMatch(/ style=| on\w+=|<script|<style|<foreignObject|url\(["']|NaN/);
  drawn[name] = sha256(svg);
  const readable = join(GOLDEN, `${name}.svg`);
  if (UPDATE) {
    if (READABLE.includes(name)) writeFileSync(readable, svg);
    return;
  }
  if (drawn[name] === golden[name]) return;
  const actual = keepActual(name, svg);
  if (READABLE.includes(name)) expect(svg, `open ${actual}`).toBe(readFileSync(readable, 'utf8'));
  expect.fail(`${name} is not as the golden hash has it: open ${actual} and see whether it is right`);
});

test('the golden hashes are those of the gallery, at least 60', () => {
  if (UPDATE) return;
  expect(Object.keys(golden).sort()).toEqual(Object.keys(gallery).sort());
  expect(Object.keys(gallery).length).toBeGreaterThanOrEqual(60);
});
