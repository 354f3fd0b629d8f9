import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isRich, notebookHtml, readNotebook, type Cell, type Notebook } from 'nbconvert-ts-runner';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VECTORS } from '../runner/html/vectors.js';
import { AWKWARD } from './awkward.js';
import { hasChromium, launchChromium } from './chromium.js';
import { pageFile, pageOf, WatchedPage } from './pages.js';

interface AxeWindow {
  readonly axe: {
    run(): Promise<{
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    }>;
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NOTEBOOKS: readonly (readonly [string, Notebook])[] = [
  ['01-cleaning', readNotebook('notebooks/01-cleaning.ipynb')],
  ['02-portrait', readNotebook('notebooks/02-portrait.ipynb')],
  ['an awkward one', AWKWARD],
];

/** What axe finds serious or worse, as one line each. */
async function findings(page: Page): Promise<string[]> {
  // By the debugger: the policy of the page would not let a script element run.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (window as unknown as AxeWindow).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** How far the page itself can be scrolled sideways, in pixels. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** Brings each figure into view and waits until plotly has drawn it, or could not. */
async function drawAll(page: Page): Promise<string[]> {
  const figures = page.locator('figure.plotly');
  for (let index = 0; index < (await figures.count()); index += 1) {
    await figures.nth(index).scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (at) =>
        /live|static/.test(
          document.querySelectorAll<HTMLElement>('figure.plotly')[at]?.dataset['state'] ?? '',
        ),
      index,
    );
  }
  return figures.evaluateAll((all) => all.map((figure) => (figure as HTMLElement).dataset['state'] ?? ''));
}

describe.skipIf(!hasChromium)('a page in Chromium', () => {
  let browser: Browser;
  const addresses = new Map<string, string>();

  beforeAll(async () => {
    browser = await launchChromium();
    for (const [name, notebook] of NOTEBOOKS) addresses.set(name, pageFile(name, await pageOf(notebook)));
  });
  afterAll(() => browser.close());

  const open = (name: string, options = {}): Promise<WatchedPage> =>
    WatchedPage.open(browser, addresses.get(name) ?? '', options);

  describe.each(NOTEBOOKS.map(([name]) => name))('%s', (name) => {
    it.each([
      ['light', 1280],
      ['dark', 1280],
      ['light', 375],
      ['dark', 375],
    ] as const)('has no serious finding of axe: %s, %d pixels wide', async (colorScheme, width) => {
      const { page, ...watched } = await open(name, { colorScheme, viewport: { width, height: 800 } });
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      await drawAll(page);
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(watched.requests).toEqual([]);
      expect(watched.errors).toEqual([]);
      await page.context().close();
    });
  });

  it('draws its figures with plotly, from disk and without a network', async () => {
    const watched = await open('02-portrait');
    const states = await drawAll(watched.page);
    const wanted = NOTEBOOKS[1]?.[1].cells.flatMap((cell) =>
      cell.cell_type === 'code'
        ? cell.outputs.filter((output) => isRich(output) && 'application/vnd.plotly.v1+json' in output.data)
        : [],
    ).length;
    expect(states).toEqual(Array.from({ length: wanted ?? 0 }, () => 'live'));
    expect(await watched.page.locator('figure .static:visible').count()).toBe(0);
    expect(await watched.page.locator('figure .live .main-svg').count()).toBeGreaterThan(0);
    expect(watched.requests).toEqual([]);
    await watched.close();
  });

  it('prints the static pictures and no controls', async () => {
    const { page } = await open('02-portrait');
    const count = (await drawAll(page)).length;
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('figure .static:visible').count()).toBe(count);
    expect(await page.locator('figure .live:visible, button:visible, nav:visible').count()).toBe(0);
    await page.context().close();
  });

  it('shows everything without JavaScript', async () => {
    const { page } = await open('02-portrait', { javaScriptEnabled: false });
    expect(await page.locator('figure .static:visible').count()).toBe(
      await page.locator('figure.plotly').count(),
    );
    expect(await page.locator('button:visible').count()).toBe(0);
    const sizes = await page
      .locator('figure .static')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
    expect(Math.min(...sizes)).toBeGreaterThan(100);
    await page.context().close();
  });

  it('waits for a tap where the pointer is a finger', async () => {
    const { page } = await open('02-portrait', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 375, height: 700 },
    });
    const figure = page.locator('figure.plotly').first();
    await figure.scrollIntoViewIfNeeded();
    await figure.getByRole('button').tap();
    await figure.locator('.live .main-svg').first().waitFor();
    expect(await page.locator('figure[data-state]').count()).toBe(1);
    await page.context().close();
  });

  describe.each(NOTEBOOKS.map(([name]) => name))('%s on a phone', (name) => {
    const phone = { viewport: { width: 390, height: 800 } };

    it('scrolls its tables and figures, not itself', async () => {
      const { page } = await open(name, phone);
      await drawAll(page);
      expect(await sideways(page)).toBe(0);
      await page.context().close();
    });

    it('shows figures at a width at which their text can be read', async () => {
      const { page } = await open(name, { ...phone, javaScriptEnabled: false });
      const shown = await page.locator('figure img.static').evaluateAll((all) =>
        all.map((one) => {
          const picture = one as HTMLImageElement;
          const wanted = Number(picture.getAttribute('width') ?? picture.naturalWidth);
          return { shown: picture.clientWidth, least: Math.min(wanted, 720) };
        }),
      );
      expect(shown.filter((each) => each.shown < each.least)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await page.context().close();
    });

    it('breaks no code in a table', async () => {
      const { page } = await open(name, phone);
      const broken = await page
        .locator('table code')
        .evaluateAll((all) => all.filter((one) => one.getClientRects().length > 1).length);
      expect(broken).toBe(0);
      await page.context().close();
    });
  });

  it('keeps the pictures when plotly cannot be loaded', async () => {
    const address = pageFile('unlinked', await pageOf(AWKWARD, { plotly: { href: 'gone/plotly.min.js' } }));
    const { page } = await WatchedPage.open(browser, address);
    expect(await drawAll(page)).toEqual(['static', 'static']);
    expect(await page.locator('figure .static:visible').count()).toBe(3);
    await page.context().close();
  });

  it('turns dark and light and unfolds all code at a press', async () => {
    const { page } = await open('01-cleaning', { colorScheme: 'light' });
    const ground = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await ground()).toBe('rgb(21, 25, 30)');
    await page.getByRole('button', { name: 'Show all code' }).click();
    expect(await page.locator('details.code:not([open])').count()).toBe(0);
    await page.getByRole('button', { name: 'Hide all code' }).click();
    expect(await page.locator('details.code[open]').count()).toBe(0);
    await page.keyboard.press('Tab');
    // Chromium hands what is stored from one process to the next a little later.
    const reloaded = () => page.reload().then(ground);
    await expect.poll(reloaded, { timeout: 10_000 }).toBe('rgb(21, 25, 30)');
    await page.context().close();
  });

  it('leads the keyboard past the bar', async () => {
    const { page } = await open('01-cleaning');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('text');
    await page.context().close();
  });
});

describe.skipIf(!hasChromium)('scripts of others in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  function hostilePage(vectors: readonly string[], trust = false): string {
    const cells = vectors.flatMap((vector, index): Cell[] => [
      { cell_type: 'markdown', id: `m${index}`, metadata: {}, source: vector },
      {
        cell_type: 'code',
        id: `c${index}`,
        metadata: {},
        source: '',
        execution_count: null,
        outputs: [{ output_type: 'display_data', data: { 'text/html': vector }, metadata: {} }],
      },
    ]);
    return notebookHtml({ metadata: {}, cells }, { notebookFile: 'hostile.ipynb', trust });
  }

  /** What became of the page: whether a script ran, what it would have loaded, where it is now. */
  async function outcome(html: string): Promise<{ pwned: boolean; requests: string[]; moved: boolean }> {
    const address = pageFile('hostile', html);
    const watched = await WatchedPage.open(browser, address);
    await watched.page.waitForTimeout(100);
    const pwned = await watched.page.evaluate(() => '__pwned' in window);
    const moved = watched.page.url() !== address;
    await watched.close();
    return { pwned, requests: watched.requests, moved };
  }

  const armed = VECTORS.map((vector) => vector.replaceAll('pwn()', 'window.__pwned=1'));
  const quiet = { pwned: false, requests: [], moved: false };

  it('run where nothing stops them: the vectors are live', async () => {
    const page = hostilePage([armed[0] ?? '', armed[12] ?? ''], true);
    expect((await outcome(page)).pwned).toBe(true);
  });

  it('do not run and load nothing', async () => {
    expect(await outcome(hostilePage(armed))).toEqual(quiet);
  });

  it.each(armed.filter((text) => !text.includes('http-equiv=refresh')))(
    'do not run even if the sanitizer had let them pass, since the policy of the page stops them: %s',
    async (vector) => {
      expect(await outcome(hostilePage([]).replace('</main>', () => `${vector}</main>`))).toEqual(quiet);
    },
  );
});
