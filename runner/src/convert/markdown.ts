import { basename, dirname } from 'node:path';
import { UsageError } from '../errors.js';
import { figureFiles } from '../figures/files.js';
import type { FileToWrite } from '../files.js';
import { notebookMarkdown, type Flavour } from '../markdown/document.js';
import { picturesBySource } from '../markdown/pictures.js';
import { markdownLinks, relinked } from '../run/links.js';
import { linkFrom } from '../run/paths.js';
import { figuresOf } from './figures.js';
import { frontMatter } from './front-matter.js';
import type { ConvertContext, ConvertInput, Converter } from './target.js';

/** `convert --to markdown`: the markdown that `run` writes, and the figures it shows. */
export const toMarkdown: Converter = async (inputs, context, options) => {
  const flavour = flavourNamed(options.value('flavour'));
  const files: FileToWrite[] = [];
  for (const input of inputs) {
    const { notebook, paths, language } = input;
    const figures = await figuresOf(input, context);
    const notebookFile = context.lang === undefined ? basename(paths.source) : notebookFrom(paths);
    const content = notebookMarkdown(notebook, {
      notebookFile,
      language,
      flavour,
      lang: context.lang,
      link: linksOf(input, inputs, context),
      pictures: picturesBySource(figures, paths),
      ...(options.flag('front-matter') && {
        frontMatter: frontMatter(notebook, basename(paths.source), language),
      }),
    });
    files.push({ path: paths.markdown, content }, ...figureFiles(figures, paths.figures));
  }
  return files;
};

/** The notebook as the note in a translation names it, which is the same whether a run or a conversion writes it. */
function notebookFrom({ source, markdown, notebook, writesNotebook }: ConvertInput['paths']): string {
  return writesNotebook ? basename(notebook) : linkFrom(dirname(markdown), source);
}

function linksOf(
  { paths }: ConvertInput,
  inputs: readonly ConvertInput[],
  context: ConvertContext,
): ((href: string) => string | undefined) | undefined {
  const { cwd, root, lang } = context;
  if (lang !== undefined && paths.inPlace) return markdownLinks(paths, [], { cwd, root, lang });
  const { source, markdown: document } = paths;
  const documents = new Map(
    inputs.map((input) => [input.paths.source.replace(/\.\w+$/, ''), input.paths.markdown]),
  );
  // Only markdown is written, so links to notebooks lead to where those are.
  const other = (stem: string, ending: string): string | undefined =>
    ending === 'md' || lang !== undefined ? documents.get(stem) : undefined;
  return (href) => relinked(href, { source, document, lang, other });
}

function flavourNamed(name = 'github'): Flavour {
  if (name === 'github' || name === 'plain') return name;
  throw new UsageError(
    `--flavour ${name}: use github or plain. Other code hosts support what is written for github.`,
  );
}
