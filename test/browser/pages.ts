import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { drawPictures, notebookHtml, type HtmlOptions, type Notebook } from 'nbconvert-ts-runner';
import { Renderer, type Figure } from 'plotly-static';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));

/** An HTML text as a file; returns its address. */
export function pageFile(name: string, html: string): string {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

/** A notebook as a page, its figures drawn as `convert` draws them. */
export async function pageOf(notebook: Notebook, options: Partial<HtmlOptions> = {}): Promise<string> {
  const renderer = await Renderer.create();
  const pictures = await drawPictures(notebook, 'notebook.ipynb', {
    render: (figure) => renderer.render(figure as Figure),
  });
  renderer.dispose();
  return notebookHtml(notebook, { notebookFile: 'notebook.ipynb', pictures, ...options });
}

/** A page of the browser that notes what it would load from elsewhere, and loads none of it. */
export class WatchedPage {
  readonly requests: string[] = [];
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    address: string,
    options: BrowserContextOptions = {},
  ): Promise<WatchedPage> {
    const context = await browser.newContext(options);
    const watched = new WatchedPage(await context.newPage());
    const { page } = watched;
    await page.route(/^(?!file:|data:|blob:)/, (route) => {
      watched.requests.push(route.request().url());
      return route.abort();
    });
    page.on('pageerror', (error) => watched.errors.push(error.message));
    await page.goto(address);
    return watched;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
