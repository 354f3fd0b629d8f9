import { isRich, type Output, type RichOutput } from '../nbformat/index.js';
import { claimOf } from '../run/claims.js';
import { stripAnsi } from '../text/ansi.js';
import { terminalText } from '../text/terminal.js';
import { isPlaceholder, readableJson, typesOf } from '../nbformat/readable.js';
import { wordsFor } from '../html/words.js';
import { rewriteAddresses } from './addresses.js';
import { fence, image } from './fence.js';

/** The picture of an output, as the markdown refers to it. */
export interface Picture {
  readonly alt: string;
  /** Relative to the markdown file, with forward slashes. */
  readonly path: string;
}

/** What the markdown of an output depends on besides itself. */
export interface OutputMarkdownOptions {
  readonly pictures: ReadonlyMap<object, Picture>;
  readonly lang?: string | undefined;
  readonly link?: ((href: string) => string | undefined) | undefined;
}

/** An output as markdown for readers on a code host; undefined when there is nothing they could see. */
export function outputMarkdown(output: Output, options: OutputMarkdownOptions): string | undefined {
  if (isRich(output)) return richMarkdown(output, options);
  if (output.output_type === 'stream') return textBlock(output.text);
  const text =
    output.traceback.length > 0 ? output.traceback.join('\n') : `${output.ename}: ${output.evalue}`;
  return textBlock(text);
}

/** By preference: a picture, markdown, the sentence of a claim, plain text, the source of HTML, JSON, its types. */
function richMarkdown(
  output: RichOutput,
  { pictures, lang = 'en', link }: OutputMarkdownOptions,
): string | undefined {
  const picture = pictures.get(output);
  if (picture !== undefined) return image(picture.alt, picture.path);
  const { 'text/markdown': markdown, 'text/plain': plain, 'text/html': html } = output.data;
  if (typeof markdown === 'string')
    return (link === undefined ? markdown : rewriteAddresses(markdown, link)).trim();
  const claim = claimOf(output);
  if (claim !== undefined) {
    const { verdicts } = wordsFor(lang);
    return `${claim.text} (${lang === 'en' ? claim.verdict : (verdicts[claim.verdict] ?? claim.verdict)})`;
  }
  const json = readableJson(output.data);
  if (typeof plain === 'string' && plain.trim() !== '' && !(isPlaceholder(plain) && json !== undefined))
    return textBlock(plain);
  if (typeof html === 'string' && html.trim() !== '') return fence(html, 'html');
  if (json !== undefined) return fence(json, 'json');
  const types = typesOf(output.data);
  return types === '' ? undefined : `*${wordsFor(lang).unshown(types.replaceAll('*', '\\*'))}*`;
}

function textBlock(text: string): string | undefined {
  const plain = stripAnsi(terminalText(text));
  return plain.trim() === '' ? undefined : fence(plain, 'text');
}
