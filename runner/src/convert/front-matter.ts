import { parse } from 'node:path';
import { stringify } from 'yaml';
import { isJsonObject, type JsonObject } from '../json.js';
import type { Notebook } from '../nbformat/index.js';

/**
 * YAML front matter for site generators: title (the first heading, else the file name), notebook, kernel,
 * language, then what the notebook's metadata says under `runner.frontMatter`, which wins. No date: the same
 * notebook gives the same text.
 *
 * @param file the file name of the notebook
 */
export function frontMatter(notebook: Notebook, file: string, language: string): string {
  const { kernelspec, runner } = notebook.metadata;
  const kernel = isJsonObject(kernelspec) ? kernelspec['name'] : undefined;
  const own = isJsonObject(runner) && isJsonObject(runner['frontMatter']) ? runner['frontMatter'] : {};
  const fields: JsonObject = {
    title: firstHeading(notebook) ?? parse(file).name,
    notebook: file,
    ...(typeof kernel === 'string' && { kernel }),
    ...(language !== '' && { language }),
    ...own,
  };
  // Readers of YAML 1.1, still common among site generators, would take a bare 2024-01-01 or `no` for something else.
  return `---\n${stringify(fields, { compat: 'yaml-1.1', lineWidth: 0 })}---`;
}

/** The text of the first heading of any level, without its markup. */
export function firstHeading({ cells }: Notebook): string | undefined {
  for (const cell of cells) {
    if (cell.cell_type !== 'markdown') continue;
    const prose = cell.source.replace(/^( {0,3})(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\2|(?![\s\S]))/gm, '');
    const heading = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$|^(\S.*)\n {0,3}(?:=+|-+)[ \t]*$/m.exec(prose);
    const text = plainText(heading?.[1] ?? heading?.[2] ?? '');
    if (text !== '') return text;
  }
  return undefined;
}

/** Markdown of one line without marks: `**A** of [b](c)` is `A of b`. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/(`+)(.*?)\1/g, '$2')
    .replace(/(\*\*?)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/(?<!\w)(__?)(?=\S)(.*?\S)\1(?!\w)/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}
