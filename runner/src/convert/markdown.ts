import { basename } from 'node:path';
import { UsageError } from '../errors.js';
import { figureFiles } from '../figures/files.js';
import type { FileToWrite } from '../files.js';
import { notebookMarkdown, type Flavour } from '../markdown/document.js';
import { picturesBySource } from '../markdown/pictures.js';
import { figuresOf } from './figures.js';
import { frontMatter } from './front-matter.js';
import type { Converter } from './target.js';

/** `convert --to markdown`: the markdown that `run` writes, and the figures it shows. */
export const toMarkdown: Converter = async (inputs, context, options) => {
  const flavour = flavourNamed(options.value('flavour'));
  const files: FileToWrite[] = [];
  for (const input of inputs) {
    const { notebook, paths, language } = input;
    const figures = await figuresOf(input, context);
    const notebookFile = basename(paths.source);
    const content = notebookMarkdown(notebook, {
      notebookFile,
      language,
      flavour,
      pictures: picturesBySource(figures, paths),
      ...(options.flag('front-matter') && { frontMatter: frontMatter(notebook, notebookFile, language) }),
    });
    files.push({ path: paths.markdown, content }, ...figureFiles(figures, paths.figures));
  }
  return files;
};

function flavourNamed(name = 'github'): Flavour {
  if (name === 'github' || name === 'plain') return name;
  throw new UsageError(
    `--flavour ${name}: write github or plain. Other code hosts show what is written for github.`,
  );
}
