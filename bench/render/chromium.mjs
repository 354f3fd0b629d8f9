import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rounds, timed } from './measure.mjs';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** playwright-core, or undefined where it or the browser is missing. */
async function playwright() {
  if (!existsSync(EXECUTABLE)) return undefined;
  return import(process.env.PLAYWRIGHT_CORE ?? 'playwright-core').catch(() => undefined);
}

/** A page with plotly in it, and the browser it belongs to. */
async function open({ chromium }) {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  await page.setContent(
    '<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><div id="figure"></div>',
  );
  const file = createRequire(import.meta.url).resolve('plotly.js-dist-min/plotly.min.js');
  await page.addScriptTag({ content: readFileSync(file, 'utf8') });
  return { browser, page };
}

/* global Plotly -- these functions run in the browser */
const toSvg = (figure) =>
  Plotly.newPlot('figure', figure.data, figure.layout, { staticPlot: true })
    .then((div) =>
      Plotly.toImage(div, { format: 'svg', width: figure.layout.width, height: figure.layout.height }),
    )
    .then((address) => decodeURIComponent(address.slice(address.indexOf(',') + 1)));

/**
 * Starts Chromium with plotly in a page and draws the figures: SVG by `Plotly.toImage`, PNG by a screenshot.
 * Undefined where Chromium or playwright-core is missing.
 *
 * @param {Readonly<Record<string, object>>} figures
 * @param {number} warmRounds
 */
export async function measureChromium(figures, warmRounds) {
  const driver = await playwright();
  if (driver === undefined) return undefined;
  const { ms: ready, result } = await timed(() => open(driver));
  const { browser, page } = result;
  const svg = await rounds(figures, warmRounds, (figure) => page.evaluate(toSvg, figure));
  const both = await rounds(figures, warmRounds, async (figure) => {
    await page.evaluate(toSvg, figure);
    await page.locator('#figure').screenshot();
  });
  await browser.close();
  return { ready, svg, both };
}
