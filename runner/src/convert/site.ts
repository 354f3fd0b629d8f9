import { basename, join } from 'node:path';
import { UsageError } from '../errors.js';
import type { FileToWrite } from '../files.js';
import { declarationOf } from '../graph/declaration.js';
import { buildGraph } from '../graph/graph.js';
import { notebookSite, type SitePage } from '../site/site.js';
import { htmlChoices, pageOptions, sharedFiles } from './html.js';
import { encodePath } from '../run/paths.js';
import { htmlPath } from './html-links.js';
import type { ConvertContext, ConvertInput, Converter } from './target.js';

/** `convert --to site`: a page for each notebook in the order they run, and an index of them. */
export const toSite: Converter = async (inputs, context, options) => {
  const { outputDir } = context;
  if (outputDir === undefined)
    throw new UsageError('a site needs a folder, for example: --output-dir public');
  const choices = htmlChoices(options, 'link');
  const pages: SitePage[] = [];
  for (const input of inRunOrder(inputs, context)) {
    refuseOtherIndex(input);
    const page = await pageOptions(input, inputs, choices, context);
    const href = encodePath(basename(htmlPath(input)));
    pages.push({ notebook: input.notebook, href, options: page });
  }
  const site = notebookSite(pages, { title: options.value('title'), lang: choices.lang });
  const files: FileToWrite[] = site.map(({ href, content }) => ({
    path: join(outputDir, decodeURIComponent(href)),
    content,
  }));
  return [...files, ...sharedFiles(files, choices.plotly)];
};

/** `Index.html` and `index.html` are one file to some file systems, and only the second is what servers look for. */
function refuseOtherIndex(input: ConvertInput): void {
  const file = basename(htmlPath(input));
  if (file === 'index.html' || file.toLowerCase() !== 'index.html') return;
  throw new UsageError(
    `${input.paths.name} would become ${file} next to the site's index.html. Rename it: index.ipynb becomes the first page, any other name a page of its own.`,
  );
}

/** Each notebook after those it reads from. Files that no one writes are no matter here: nothing is run. */
function inRunOrder(inputs: readonly ConvertInput[], { root }: ConvertContext): ConvertInput[] {
  const nodes = inputs.map(({ notebook, paths: { name } }) => {
    const { reads = [], writes } = declarationOf(notebook, name, root);
    return { name, reads, writes, products: [] };
  });
  const { order } = buildGraph(nodes, { exists: () => true });
  return order.flatMap((index) => inputs[index] ?? []);
}
