import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from './chromium.js';
import { JupyterLab, type NotebookPage } from './jupyterlab.js';
import { installJupyterLab } from './jupyterlab-install.js';

const installed = hasChromium ? installJupyterLab() : { missing: 'there is no Chromium' };
const title = 'missing' in installed ? `JupyterLab is skipped: ${installed.missing}` : 'JupyterLab';

const ESM = `export default {
  render({ model, el }) {
    const input = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: 10 });
    const shown = document.createElement('output');
    const follow = () => { input.value = model.get('value'); shown.value = ' ' + model.get('value'); };
    input.addEventListener('input', () => { model.set('value', input.valueAsNumber); model.save_changes(); });
    model.on('change:value', follow);
    follow();
    el.append(input, shown);
  },
};`;

/** By their names, in the order of the notebook. */
const CELLS = {
  start: `import { open, sql } from 'tally';
import { widget } from 'tally-kernel/jupyter';
const session = await open();`,
  rows: `const rows = [
  { region: 'north', orders: 120, revenue: 2410.5, first: new Date('2024-01-05') },
  { region: 'south', orders: 87, revenue: 1733, first: new Date('2024-01-09') },
];
rows`,
  plotly: `const data = [{ type: 'bar', x: ['Jan', 'Feb', 'Mar'], y: [3, 5, 4] }];
({ data, layout: { height: 260, title: { text: 'Orders' } } })`,
  widget: `const slider = widget({ state: { value: 3 }, esm: \`${ESM}\` });
slider.on('change:value', (value) => console.log('moved to', value));
slider`,
  read: `slider.get('value')`,
  set: `slider.set('value', 9);`,
  wait: `await new Promise((resolve) => slider.on('change:value', resolve))`,
  loop: `while (true) {}`,
  query: `await session.engine.query(sql\`SELECT sum(a.i * b.i) FROM range(3000000) a(i), range(3000000) b(i)\`)`,
  next: `(await session.engine.query(sql\`SELECT 42 AS answer\`)).rows`,
  wrong: `const total: number = rows.length + 'x';`,
  typed: `rows[0]!.`,
  asked: `rows.map`,
};
type Name = keyof typeof CELLS;
const at = (name: Name): number => Object.keys(CELLS).indexOf(name);

describe.skipIf('missing' in installed)(title, () => {
  let browser: Browser | undefined;
  let lab: JupyterLab | undefined;
  let notebook: NotebookPage;

  const open = async (name: string, cells: readonly string[]): Promise<NotebookPage> => {
    if (!browser || !lab) throw new Error('JupyterLab has not started');
    const page = await browser.newPage({ viewport: { width: 860, height: 1000 } });
    return lab.open(page, name, cells);
  };

  beforeAll(async () => {
    if ('missing' in installed) return;
    [browser, lab] = await Promise.all([launchChromium(), JupyterLab.start(installed.prefix)]);
    notebook = await open('notebook', Object.values(CELLS));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  const text = async (name: Name): Promise<string> =>
    (await notebook.output(at(name)).allInnerTexts()).join('\n').trim();
  const slider = () => notebook.output(at('widget')).locator('input');
  const shown = async () => (await notebook.output(at('widget')).locator('output').innerText()).trim();

  it('shows rows as a table', async () => {
    await notebook.run(at('start'));
    await notebook.run(at('rows'));
    const rows = notebook.output(at('rows')).locator('tbody tr');
    expect(await rows.allInnerTexts()).toEqual([
      'north\t120\t2410.5\t2024-01-05T00:00:00.000Z',
      'south\t87\t1733\t2024-01-09T00:00:00.000Z',
    ]);
    await notebook.picture('table-light', notebook.cell(at('rows')));
  });

  it.each(['Light', 'Dark'] as const)('draws a figure that can be read in the %s theme', async (theme) => {
    await notebook.theme(theme);
    await notebook.run(at('plotly'));
    const figure = notebook.output(at('plotly')).locator('.main-svg').first();
    // JupyterLab shows the picture beside the figure until the pointer comes.
    await notebook.output(at('plotly')).locator('.plot-img').dispatchEvent('mouseenter');
    await figure.waitFor();
    // Ink on paper in either theme: plotly's figures bring their own ground.
    const words = notebook.output(at('plotly')).locator('.main-svg text').first();
    const fill = await words.evaluate((text) => getComputedStyle(text).fill);
    expect(await figure.evaluate((svg) => getComputedStyle(svg).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(Math.max(...(fill.match(/\d+/g) ?? []).map(Number))).toBeLessThan(90);
    await notebook.picture(`plotly-${theme.toLowerCase()}`, notebook.cell(at('plotly')));
    if (theme === 'Dark') await notebook.picture('table-dark', notebook.cell(at('rows')));
  });

  it('moves a widget from either side, also while a cell awaits', async () => {
    await notebook.theme('Light');
    await notebook.run(at('widget'));
    await slider().click({ position: { x: 90, y: 8 } });
    const moved = Number(await shown());
    expect(moved).toBeGreaterThan(3);
    await notebook.run(at('read'));
    expect(await text('read')).toBe(String(moved));
    expect(await text('widget')).toContain(`moved to ${moved}`);
    await notebook.run(at('set'));
    await expect.poll(shown).toBe('9');
    expect(await slider().inputValue()).toBe('9');
    await notebook.picture('widget', notebook.cell(at('widget')).locator('.jp-Cell-outputArea'));
    await notebook.start(at('wait'));
    await notebook.isBusy();
    await slider().click({ position: { x: 20, y: 8 } });
    await notebook.isDone(at('wait'));
    expect(await text('wait')).toBe(await shown());
  });

  it('draws the widget again in a page that is loaded anew', async () => {
    const before = await shown();
    await notebook.save();
    await notebook.page.reload();
    await notebook.isReady();
    await expect.poll(shown, { timeout: 20_000 }).toBe(before);
  });

  it('interrupts an endless loop', async () => {
    await notebook.start(at('loop'));
    await notebook.isBusy();
    await notebook.press('notebook:interrupt-kernel');
    await notebook.isDone(at('loop'));
    expect(await text('loop')).toContain('InterruptedError: the cell was interrupted');
  });

  it('interrupts a long query, and answers the next one', async () => {
    await notebook.start(at('query'));
    await notebook.isBusy();
    await notebook.page.waitForTimeout(1000); // the query is under way, not only the cell
    await notebook.press('notebook:interrupt-kernel');
    await notebook.isDone(at('query'));
    expect(await text('query')).toContain('InterruptedError: the cell was interrupted');
    await notebook.run(at('next')); // hours of work before it, had the query gone on
    expect(await text('next')).toContain('42');
    await notebook.picture('interrupt', () => notebook.around(at('query'), at('next')));
  });

  it('shows where a type is wrong', async () => {
    await notebook.run(at('wrong'));
    expect(await text('wrong')).toContain("TS2322: Type 'string' is not assignable to type 'number'");
    await notebook.picture('type-error', notebook.cell(at('wrong')));
  });

  it('completes with the kind of each name', async () => {
    await notebook.enter(at('typed'));
    await notebook.page.keyboard.press('Tab');
    const items = notebook.page.locator('.jp-Completer-item');
    await items.first().waitFor();
    expect(
      await items.evaluateAll((all) => all.map((item) => (item as HTMLElement).innerText.split('\n'))),
    ).toEqual(['first', 'orders', 'region', 'revenue'].map((name) => ['p', name, 'property']));
    await notebook.picture('completion', () => notebook.near('.jp-Completer'));
    await notebook.page.keyboard.press('Escape');
  });

  it('tells types and documentation by Shift+Tab', async () => {
    await notebook.enter(at('asked'));
    await notebook.page.keyboard.press('Shift+Tab');
    const tooltip = notebook.page.locator('.jp-Tooltip');
    await expect
      .poll(() => tooltip.innerText(), { timeout: 20_000 })
      .toContain('Calls a defined callback function');
    expect(await tooltip.innerText()).toContain('(method) Array<{ region: string;');
    await notebook.picture('inspection', () => notebook.near('.jp-Tooltip'));
    await notebook.page.keyboard.press('Escape');
  });

  it('runs all cells, and forgets them by a restart', async () => {
    const all = await open('all', ['const kept = 1;', 'kept + 1', 'console.log("done")']);
    await all.choose('Run', 'runmenu:run-all');
    for (const index of [0, 1, 2]) await all.isDone(index);
    expect(await all.output(1).innerText()).toBe('2');
    expect((await all.output(2).innerText()).trim()).toBe('done');
    await all.press('notebook:restart-kernel');
    await all.page.locator('.jp-Dialog .jp-mod-accept').click();
    await all.isReady();
    await all.run(1);
    expect(await all.output(1).last().innerText()).toContain(`Cannot find name 'kept'`);
  });
});
