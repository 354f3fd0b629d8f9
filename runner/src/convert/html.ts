import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.js';
import type { FileToWrite } from '../files.js';
import type { HtmlOptions, PlotlySource } from '../html/options.js';
import { notebookHtml } from '../html/page.js';
import { drawPictures } from '../html/pictures.js';
import { plotlySource } from '../html/plotly.js';
import { checkLanguage } from '../translate/paths.js';
import { imageReader } from './html-images.js';
import { htmlPath, linkResolver } from './html-links.js';
import type { ConvertContext, ConvertInput, Converter, TargetOptions } from './target.js';

/** Where plotly.js lies when pages share it, from the folder of the page. */
const PLOTLY_FILE = 'assets/plotly.min.js';

/** `convert --to html`: each notebook as one page that needs no other file, unless plotly.js is to be shared. */
export const toHtml: Converter = async (inputs, context, options) => {
  const wanted = htmlChoices(options, 'embed');
  const files: FileToWrite[] = [];
  for (const input of inputs) {
    const page = await pageOptions(input, inputs, wanted, context);
    files.push({ path: htmlPath(input), content: notebookHtml(input.notebook, page) });
  }
  return [...files, ...sharedFiles(files, wanted.plotly)];
};

/** What the options of both targets, a page and a site, ask for. */
export interface HtmlChoices {
  readonly plotly: PlotlySource;
  readonly trust: boolean;
  readonly lang: string | undefined;
}

/**
 * Reads the options.
 *
 * @throws {UsageError} when one cannot be followed
 */
export function htmlChoices(options: TargetOptions, plotly: 'embed' | 'link'): HtmlChoices {
  const given = options.value('lang');
  const lang = given === undefined ? undefined : checkLanguage(given);
  return { plotly: plotlyChoice(options.value('plotly') ?? plotly), trust: options.flag('trust'), lang };
}

/** The options for the page of one notebook among all that are converted. */
export async function pageOptions(
  input: ConvertInput,
  inputs: readonly ConvertInput[],
  choices: HtmlChoices,
  context: ConvertContext,
): Promise<HtmlOptions> {
  const { notebook, paths } = input;
  return {
    notebookFile: basename(paths.source),
    pictures: await drawPictures(notebook, paths.name, context.renderer, context.warn),
    link: linkResolver(input, inputs, context.lang),
    image: imageReader(paths, context),
    notice: context.notice,
    ...choices,
  };
}

/** plotly.js next to the pages that look for it there. */
export function sharedFiles(pages: readonly FileToWrite[], plotly: PlotlySource): FileToWrite[] {
  if (typeof plotly === 'string') return [];
  const using = pages.filter(
    ({ content }) => typeof content === 'string' && content.includes(`data-plotly="${PLOTLY_FILE}"`),
  );
  const folders = new Set(using.map(({ path }) => dirname(path)));
  return [...folders].map((folder) => ({ path: join(folder, PLOTLY_FILE), content: plotlySource() }));
}

function plotlyChoice(text: string): PlotlySource {
  if (text === 'embed' || text === 'none') return text;
  if (text === 'link') return { href: PLOTLY_FILE };
  throw new UsageError(`--plotly ${text}: use embed, link or none.`);
}
