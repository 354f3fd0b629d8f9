import { createServer, type Server } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { convertNotebooks } from 'nbconvert-ts-runner';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from './chromium.js';

const BELOW = '/some/path/';

describe.skipIf(!hasChromium)('a site in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    await convertNotebooks({ inputs: ['notebooks'], to: 'site', outputDir: folder });
    browser = await launchChromium();
    server = createServer((request, response) => {
      const path = decodeURIComponent((request.url ?? '').slice(BELOW.length));
      response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html');
      response.end(readFileSync(join(folder, path)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('does not scroll sideways on a phone, whichever page', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const wide: string[] = [];
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.html'))) {
      await page.goto(`${pathToFileURL(folder).href}/${name}`);
      const over = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      if (over > 0) wide.push(`${name}: ${over} pixels`);
    }
    expect(wide).toEqual([]);
    await page.close();
  });

  const addresses = {
    'from disk': () => pathToFileURL(folder).href + '/',
    'below a path of a server': () =>
      `http://127.0.0.1:${(server.address() as { port: number }).port}${BELOW}`,
  };

  it.each(Object.entries(addresses))(
    'leads from page to page and shares one plotly.js, %s',
    async (_name, address) => {
      const page = await browser.newPage();
      await page.goto(`${address()}index.html`);
      await page.locator('.pages h2 a').first().click();
      await page.locator('a[rel=next]').click();
      await page.locator('figure.plotly').first().scrollIntoViewIfNeeded();
      await page.locator('figure .live .main-svg').first().waitFor();
      const loaded = await page
        .locator('head script[src]')
        .evaluateAll((all) => all.map((one) => (one as HTMLScriptElement).src));
      expect(loaded).toEqual([`${address()}assets/plotly.min.js`]);
      await page.locator('.bar a').click();
      expect(page.url()).toBe(`${address()}index.html`);
      await page.close();
    },
  );
});
