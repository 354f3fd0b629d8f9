/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Figure } from 'plotly-static';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's Chromium, or the one named in the environment. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-lcd-text',
];

export const hasChromium = existsSync(EXECUTABLE);

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
}

const require = createRequire(new URL('../../render/package.json', import.meta.url));

/**
 * The bundled fonts under their own names and under the first two that plotly asks for, so that what the first
 * lacks is looked for in the second.
 */
const FAMILIES = [
  { file: 'NotoSansSC', names: ['Noto Sans SC', 'Open Sans'], sample: '中A' },
  { file: 'NotoSans', names: ['Noto Sans', 'verdana'], sample: 'Ł₹' },
];
const WEIGHTS = [400, 700];

function fontFaces(): string {
  const rules = FAMILIES.flatMap(({ file, names }) =>
    WEIGHTS.flatMap((weight) => {
      const path = new URL(`../../render/fonts/${file}-subset-${weight}.ttf`, import.meta.url);
      const data = readFileSync(fileURLToPath(path)).toString('base64');
      const source = `src:url(data:font/ttf;base64,${data})`;
      return names.map((name) => `@font-face{font-family:"${name}";font-weight:${weight};${source}}`);
    }),
  );
  return rules.join('');
}

/** The `Math.random` of the renderer, so that ids and jitter are the same on both sides. */
function seedRandom(): void {
  let state = 0;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface PlotlyWindow {
  readonly Plotly: {
    newPlot(div: HTMLElement, data: unknown, layout: unknown, config: object): Promise<unknown>;
    purge(div: HTMLElement): void;
  };
}

/** Chromium with plotly.js and the bundled fonts in one page; nothing comes over a network. */
export class ChromiumPlotly {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async start(): Promise<ChromiumPlotly> {
    const browser = await launchChromium();
    const page = await browser.newPage({ deviceScaleFactor: 1, viewport: { width: 1000, height: 700 } });
    await page.setContent(
      `<!DOCTYPE html><style>${fontFaces()}body{margin:0}</style><div id="figure"></div>`,
    );
    await page.addScriptTag({
      content: readFileSync(require.resolve('plotly.js-dist-min/plotly.min.js'), 'utf8'),
    });
    const samples = FAMILIES.flatMap(({ names, sample }) =>
      names.flatMap((name) => WEIGHTS.map((weight) => ({ font: `${weight} 12px "${name}"`, sample }))),
    );
    await page.evaluate(
      (wanted) => Promise.all(wanted.map(({ font, sample }) => document.fonts.load(font, sample))),
      samples,
    );
    return new ChromiumPlotly(browser, page);
  }

  get version(): string {
    return this.browser.version();
  }

  /** Draws the figure in the page and returns a picture of it. */
  async draw(figure: Figure): Promise<Buffer> {
    await this.page.evaluate(seedRandom);
    await this.page.evaluate(async ({ data, layout }) => {
      const { Plotly } = window as unknown as PlotlyWindow;
      const div = document.getElementById('figure');
      if (div === null) return;
      Plotly.purge(div);
      const { width, height } = layout as { width: number; height: number };
      div.style.cssText = `width:${width}px;height:${height}px`;
      await Plotly.newPlot(div, data, layout, { staticPlot: true });
    }, figure);
    return await this.page.locator('#figure').screenshot();
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}
