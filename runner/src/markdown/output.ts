import { isRich, type Output, type RichOutput } from '../nbformat/index.js';
import { claimOf } from '../run/claims.js';
import { stripAnsi } from '../text/ansi.js';
import { fence, image } from './fence.js';

/** The picture of an output, as the markdown refers to it. */
export interface Picture {
  readonly alt: string;
  /** Relative to the markdown file, with forward slashes. */
  readonly path: string;
}

/** An output as markdown for readers on a code host; undefined when there is nothing they could see. */
export function outputMarkdown(output: Output, picture: Picture | undefined): string | undefined {
  if (isRich(output)) return richMarkdown(output, picture);
  if (output.output_type === 'stream') return textBlock(output.text);
  const text =
    output.traceback.length > 0 ? output.traceback.join('\n') : `${output.ename}: ${output.evalue}`;
  return textBlock(text);
}

/** By preference: a picture, markdown, the sentence of a claim, plain text, the source of HTML. */
function richMarkdown(output: RichOutput, picture: Picture | undefined): string | undefined {
  if (picture !== undefined) return image(picture.alt, picture.path);
  const { 'text/markdown': markdown, 'text/plain': plain, 'text/html': html } = output.data;
  if (typeof markdown === 'string') return markdown.trim();
  const claim = claimOf(output);
  if (claim !== undefined) return `${claim.text} (${claim.verdict})`;
  if (typeof plain === 'string') return textBlock(plain);
  return typeof html === 'string' ? fence(html, 'html') : undefined;
}

function textBlock(text: string): string | undefined {
  const plain = stripAnsi(text);
  return plain.trim() === '' ? undefined : fence(plain, 'text');
}
