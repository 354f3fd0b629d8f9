import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from './chromium.js';
import { JupyterLab, type NotebookPage } from './jupyterlab.js';
import { installJupyterLab } from './jupyterlab-install.js';

const installed = hasChromium ? installJupyterLab() : { missing: 'there is no Chromium' };
const title = 'missing' in installed ? `JupyterLab is skipped: ${installed.missing}` : 'JupyterLab';

/** Two pixels. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM4EcDAEHACAAevAjHHE4H/AAAAAElFTkSuQmCC';

const folder = mkdtempSync(join(tmpdir(), 'jupyterlab-values-'));
const file = join(folder, 'orders.csv');

/** By their names, in the order of the notebook. */
const CELLS = {
  start: `import { chart, loadOrders, open, orders } from 'tally';
import { display, md, svg } from 'tally-kernel/jupyter';
const tally = await open({ currency: 'CNY' });
const shop = await loadOrders(tally, ${JSON.stringify(file)});`,
  chart: `chart(await orders.byWeekday(shop))`,
  vega: `({
  $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  data: { values: [{ month: 'Jan', orders: 3 }, { month: 'Feb', orders: 5 }] },
  mark: 'bar',
  encoding: { x: { field: 'orders', type: 'quantitative' }, y: { field: 'month' } },
})`,
  bytes: `Uint8Array.from(atob('${PNG}'), (character) => character.charCodeAt(0))`,
  drawing: `svg\`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="green"/></svg>\``,
  element: `({ outerHTML: '<b>an element</b>' })`,
  words: `md\`Revenue **grew**.\``,
  link: `new URL('https://example.org/a?b=c')`,
  map: `new Map([['north', 3], ['south', 4]])`,
  many: `Array.from({ length: 60 }, (_, i) => ({ i, square: i * i }))`,
  day: `new Date(Date.UTC(2024, 0, 5))`,
  promise: `[Promise.resolve(1)]`,
  error: `new RangeError('not there')`,
  bundle: `await display({ 'text/html': '<i>a bundle</i>', 'text/plain': 'a bundle' }, { raw: true });`,
  hostile: `({ get outerHTML(): string { throw new Error('no') } })`,
};
type Name = keyof typeof CELLS;
const NAMES = Object.keys(CELLS) as Name[];

describe.skipIf('missing' in installed)(title, () => {
  let browser: Browser | undefined;
  let lab: JupyterLab | undefined;
  let notebook: NotebookPage;

  beforeAll(async () => {
    if ('missing' in installed) return;
    writeFileSync(
      file,
      'order,customer,time,amount\n1,7,2024-01-05,10\n2,8,2024-01-06,20\n3,7,2024-01-06,30\n',
    );
    [browser, lab] = await Promise.all([launchChromium(), JupyterLab.start(installed.prefix)]);
    const page = await browser.newPage({ viewport: { width: 1100, height: 1000 } });
    notebook = await lab.open(page, 'values', Object.values(CELLS));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(folder, { recursive: true });
  });

  const output = (name: Name): Locator => notebook.output(NAMES.indexOf(name));
  const text = async (name: Name): Promise<string> => (await output(name).innerText()).trim();
  const picture = async (name: Name): Promise<void> => {
    await notebook.picture(`value-${name}`, notebook.cell(NAMES.indexOf(name)));
  };

  it('runs a notebook of values', async () => {
    for (const index of NAMES.keys()) await notebook.run(index);
  });

  it('draws a figure of tally', async () => {
    const figure = output('chart').locator('.main-svg').first();
    await output('chart').locator('.plot-img').dispatchEvent('mouseenter');
    await figure.waitFor();
    const words = await output('chart').locator('.main-svg text').allTextContents();
    expect(words).toEqual(expect.arrayContaining(['Fri', 'Sat']));
    await picture('chart');
  });

  it('draws a specification of Vega-Lite', async () => {
    const drawn = output('vega').locator('.vega-embed svg, .vega-embed canvas, img');
    await drawn.first().waitFor();
    const { width = 0, height = 0 } = (await drawn.first().boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThan(40);
    await picture('vega');
  });

  it('shows bytes of a picture as the picture', async () => {
    const image = output('bytes').locator('img');
    const size = await image.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => [
      ...[naturalWidth, naturalHeight],
    ]);
    expect(size).toEqual([2, 1]);
  });

  it('draws an SVG', async () => {
    const drawing = output('drawing').locator('img, svg').first();
    expect(await drawing.boundingBox()).toMatchObject({ width: 40, height: 20 });
  });

  it('shows HTML of an element and of a bundle, Markdown, and links', async () => {
    expect(await output('element').locator('b').innerText()).toBe('an element');
    expect(await output('bundle').locator('i').innerText()).toBe('a bundle');
    expect(await output('words').locator('strong').innerText()).toBe('grew');
    expect(await output('link').locator('a').getAttribute('href')).toBe('https://example.org/a?b=c');
    await picture('link');
  });

  it('shows a Map and many rows as tables, with their size', async () => {
    expect(await output('map').locator('tbody tr').allInnerTexts()).toEqual(['north\t3', 'south\t4']);
    expect(await output('many').locator('tbody tr').count()).toBe(50);
    expect(await text('many')).toContain('60');
  });

  it('writes what has no other form, and what throws when it is looked at', async () => {
    expect(await text('day')).toBe('2024-01-05T00:00:00.000Z');
    expect(await text('promise')).toBe('[ Promise { 1 } ]');
    expect(await text('error')).toContain('RangeError: not there');
    expect(await text('hostile')).toContain('outerHTML');
  });
});
