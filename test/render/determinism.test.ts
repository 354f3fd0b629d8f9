import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bars } from '../../render/gallery/bars.js';
import { lines } from '../../render/gallery/lines.js';
import { matrices } from '../../render/gallery/matrices.js';
import { shares } from '../../render/gallery/shares.js';

const BUILT = new URL('../../render/dist/index.js', import.meta.url);

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const FIGURES = { bar: bars['bar-grouped'], heatmap: matrices['heatmap-cohorts'], funnel: shares.funnel };
type Name = keyof typeof FIGURES;
const NAMES: readonly Name[] = ['bar', 'heatmap', 'funnel'];

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

async function hashes(names: readonly Name[]): Promise<Record<string, string[]>> {
  const drawn: Record<string, string[]> = {};
  for (const name of names) {
    const { svg, png } = await renderer.render(FIGURES[name]);
    drawn[name] = [sha256(svg), sha256(png)];
  }
  return drawn;
}

test('the same figures give the same bytes, in any order', async () => {
  const first = await hashes(NAMES);
  const backwards = await hashes([...NAMES].reverse());
  expect(backwards).toEqual(first);
});

test('figures asked for at once take turns and come out as they do alone', async () => {
  const together = await Promise.all(NAMES.map((name) => renderer.svg(FIGURES[name])));
  for (const [index, name] of NAMES.entries()) {
    expect(together[index]).toBe(await renderer.svg(FIGURES[name]));
  }
});

test('another process, folder, time zone and locale give the same bytes', async () => {
  expect(existsSync(fileURLToPath(BUILT)), 'run `npm run build` first').toBe(true);
  const figure = lines['line-dual-axis'];
  const script = `
    import { createHash } from 'node:crypto';
    const { Renderer } = await import(${JSON.stringify(BUILT.href)});
    const sha256 = (content) => createHash('sha256').update(content).digest('hex');
    const renderer = await Renderer.create();
    const { svg, png } = await renderer.render(${JSON.stringify(figure)});
    console.log(sha256(svg), sha256(png));
    renderer.dispose();`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: tmpdir(),
    env: { ...process.env, TZ: 'America/Los_Angeles', LANG: 'tr_TR.UTF-8' },
    encoding: 'utf8',
  });
  const { svg, png } = await renderer.render(figure);
  expect(output.trim().split(' ')).toEqual([sha256(svg), sha256(png)]);
});

test('a Date is drawn as its UTC time', async () => {
  const trace = { type: 'scatter', y: [1, 2] };
  const dates = { data: [{ ...trace, x: [new Date(Date.UTC(2024, 0, 1)), new Date(Date.UTC(2024, 0, 2))] }] };
  const texts = { data: [{ ...trace, x: ['2024-01-01', '2024-01-02'] }] };
  expect(await renderer.svg(dates)).toBe(await renderer.svg(texts));
});

test('the figure handed in is left as it was', async () => {
  const figure = structuredClone(bars['bar-grouped']);
  await renderer.svg(figure);
  expect(figure).toEqual(bars['bar-grouped']);
});
