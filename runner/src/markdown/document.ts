import { bundleOf, rewriteAttachments } from '../figures/attachments.js';
import type { Cell, CodeCell, Notebook, TextCell } from '../nbformat/index.js';
import { address, fence } from './fence.js';
import { outputMarkdown, type Picture } from './output.js';
import { isFolded, isInputVisible, isMarkdown, isVisible } from './visibility.js';

/** `github` folds long code away in HTML that code hosts show; `plain` is CommonMark without HTML. */
export type Flavour = 'github' | 'plain';

export interface MarkdownOptions {
  /** The file name of the notebook, for the note at the top. */
  readonly notebookFile: string;
  /** The language of the code fences. */
  readonly language: string;
  /** By output, and for attachments by the object under the name in `attachments` of the cell. */
  readonly pictures: ReadonlyMap<object, Picture>;
  /** Default: `github`. */
  readonly flavour?: Flavour;
  /** A block of YAML to go on top, with its `---` lines. */
  readonly frontMatter?: string;
}

/**
 * An executed notebook as markdown for readers on a code host. Markdown cells stay as they are but for the
 * addresses of attachments; code cells become fences, folded away when they are long and left out when tagged `hide-input`; cells tagged `hide` are left out with their outputs.
 */
export function notebookMarkdown(notebook: Notebook, options: MarkdownOptions): string {
  const blocks = notebook.cells.filter(isVisible).flatMap((cell) => cellBlocks(cell, options));
  return [...head(options), ...blocks].filter((block) => block !== '').join('\n\n') + '\n';
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

/** The text of a cell; attachments that became files are linked where they are. */
function prose(cell: TextCell, { pictures }: MarkdownOptions): string {
  if (cell.attachments === undefined) return cell.source;
  return rewriteAttachments(cell.source, (name) => {
    const bundle = bundleOf(cell, name);
    const picture = bundle === undefined ? undefined : pictures.get(bundle);
    return picture && address(picture.path);
  });
}

function codeBlocks(cell: CodeCell, { language, pictures, flavour }: MarkdownOptions): string[] {
  const source = isInputVisible(cell) ? [code(cell, language, flavour)] : [];
  const outputs = cell.outputs.flatMap((output) => outputMarkdown(output, pictures.get(output)) ?? []);
  return [...source, ...outputs];
}

/** Code behind one line where it is folded and the flavour can fold. */
function code(cell: CodeCell, language: string, flavour: Flavour = 'github'): string {
  const block = fence(cell.source, language);
  if (flavour === 'plain' || !isFolded(cell)) return block;
  return `<details>\n<summary>Code</summary>\n\n${block}\n\n</details>`;
}
