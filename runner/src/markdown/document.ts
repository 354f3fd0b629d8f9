import { toUSVString } from 'node:util';
import { attachmentAddress, bundleOf } from '../figures/attachments.js';
import { wordsFor } from '../html/words.js';
import type { Cell, CodeCell, Notebook, TextCell } from '../nbformat/index.js';
import { rewriteAddresses } from './addresses.js';
import { address, fence } from './fence.js';
import { outputMarkdown, type Picture } from './output.js';
import { isFolded, isInputVisible, isMarkdown, isVisible } from './visibility.js';

/** `github` folds long code away in HTML that code hosts show; `plain` is CommonMark without HTML. */
export type Flavour = 'github' | 'plain';

export interface MarkdownOptions {
  /** The file name of the notebook, or its path from the markdown, for the note at the top. */
  readonly notebookFile: string;
  /** The language of the code fences. */
  readonly language: string;
  /** By output, and for attachments by the object under the name in `attachments` of the cell. */
  readonly pictures: ReadonlyMap<object, Picture>;
  /** Default: `github`. */
  readonly flavour?: Flavour;
  /** The language of our own words, such as the line that code is folded behind. Default: English. */
  readonly lang?: string | undefined;
  /** The address in place of a relative one, where the markdown does not lie next to the notebook. */
  readonly link?: ((href: string) => string | undefined) | undefined;
  /** A block of YAML to go on top, with its `---` lines. */
  readonly frontMatter?: string;
}

/**
 * An executed notebook as markdown for readers on a code host. Markdown cells stay as they are but for the
 * addresses of attachments; code cells become fences, folded away when they are long and left out when tagged
 * `hide-input`; cells tagged `hide` are left out with their outputs. Half a surrogate pair is U+FFFD, as it is in a
 * file.
 */
export function notebookMarkdown(notebook: Notebook, options: MarkdownOptions): string {
  const blocks = notebook.cells.filter(isVisible).flatMap((cell) => cellBlocks(cell, options));
  const text = [...head(options), ...blocks].filter((block) => block !== '').join('\n\n') + '\n';
  return toUSVString(text);
}

/** Front matter, which must be the first line, and a note to those who would edit this file. */
function head({ notebookFile, flavour, frontMatter }: MarkdownOptions): string[] {
  // Two hyphens would end the comment.
  const file = notebookFile.replaceAll('--', '- -');
  const note = `<!-- Generated from ${file} by nbconvert-ts-runner; do not edit. -->`;
  return [...(frontMatter === undefined ? [] : [frontMatter]), ...(flavour === 'plain' ? [] : [note])];
}

function cellBlocks(cell: Cell, options: MarkdownOptions): string[] {
  if (cell.cell_type === 'code') return codeBlocks(cell, options);
  return isMarkdown(cell) ? [prose(cell, options).replace(/^\n+|\s+$/g, '')] : [];
}

/** The text of a cell; attachments that became files are linked where they are, other files from here. */
function prose(cell: TextCell, { pictures, link }: MarkdownOptions): string {
  if (cell.attachments === undefined && link === undefined) return cell.source;
  const attached = (name: string): string | undefined => {
    const bundle = bundleOf(cell, name);
    const picture = bundle === undefined ? undefined : pictures.get(bundle);
    return picture && address(picture.path);
  };
  return rewriteAddresses(cell.source, (target) => attachmentAddress(target, attached) ?? link?.(target));
}

function codeBlocks(cell: CodeCell, options: MarkdownOptions): string[] {
  const source = isInputVisible(cell) ? [code(cell, options)] : [];
  const outputs = cell.outputs.flatMap((output) => outputMarkdown(output, options) ?? []);
  return [...source, ...outputs];
}

/** Code behind one line where it is folded and the flavour can fold. */
function code(cell: CodeCell, { language, flavour, lang = 'en' }: MarkdownOptions): string {
  const block = fence(cell.source, language);
  if (flavour === 'plain' || !isFolded(cell)) return block;
  return `<details>\n<summary>${wordsFor(lang).codeTitle}</summary>\n\n${block}\n\n</details>`;
}
