import { PLOTLY_MIME } from '../../figures/plan.js';
import { isRich, type ErrorOutput, type Output, type RichOutput } from '../../nbformat/index.js';
import { claimOf } from '../../run/claims.js';
import { outputContent } from '../content.js';
import type { PageContext } from '../context.js';
import { escapeHtml } from '../escape.js';
import { markdownHtml } from '../markdown.js';
import { mathHtml } from '../math.js';
import { isPlaceholder, readableJson, typesOf } from '../../nbformat/readable.js';
import { terminalHtml } from '../text.js';
import { claimHtml } from './claim.js';
import { figureHtml } from './figure.js';

/** An output as HTML; empty when there is nothing to see. */
export function outputHtml(output: Output, context: PageContext): string {
  if (isRich(output)) return richHtml(output, context);
  if (output.output_type === 'error') return errorHtml(output, context);
  if (output.text.trim() === '') return '';
  const text = textHtml(output.text);
  if (output.name === 'stdout') return text;
  return `<div class="stderr"><p class="label">${context.words.warnings}</p>${text}</div>`;
}

/** By preference: a picture, the sentence of a claim, HTML, markdown, TeX, plain text. */
function richHtml(output: RichOutput, context: PageContext): string {
  const { data } = output;
  const { trust = false, pictures } = context.options;
  const script = text(data['application/javascript']);
  if (trust && script !== undefined) return `<script>${script.replaceAll('</', '<\\/')}</script>`;
  const picture = pictures?.get(output);
  if (picture !== undefined) return figureHtml(picture, data[PLOTLY_MIME], context);
  const claim = claimOf(output);
  if (claim !== undefined) return claimHtml(claim, context);
  const plain = text(data['text/plain']);
  return firstOf(
    () => htmlHtml(text(data['text/html']), context),
    () => outputContent(markdownHtml(text(data['text/markdown']) ?? ''), context),
    () => latexHtml(text(data['text/latex'])),
    () => (isPlaceholder(plain) ? textHtml(readableJson(data) ?? '') : ''),
    () => textHtml(plain ?? ''),
    () => textHtml(readableJson(data) ?? ''),
    () => noteHtml(typesOf(data), context.words.unshown),
  );
}

/** Says that there is something a page cannot show, where there is. */
function noteHtml(types: string, words: (types: string) => string): string {
  return types === '' ? '' : `<p class="label">${escapeHtml(words(types))}</p>`;
}

/** What the sanitizer takes out although a reader may miss it. */
const ACTIVE = /<(?:script|iframe|object|embed|canvas|video|audio)\b/i;

/** HTML without visible content, such as a lone script, gives way to the next representation. */
function htmlHtml(html: string | undefined, context: PageContext): string {
  if (html === undefined) return '';
  if (context.options.trust === true) return html;
  const safe = outputContent(html, context);
  const isVisible = /<(?:img|hr)\b/.test(safe) || safe.replace(/<[^>]*>/g, '').trim() !== '';
  if (!isVisible) return '';
  return ACTIVE.test(html) ? `${safe}<p class="label">${context.words.scripted}</p>` : safe;
}

function latexHtml(latex: string | undefined): string {
  const tex = /^\s*(\$\$?)([^]+)\1\s*$/.exec(latex ?? '')?.[2] ?? latex;
  return tex === undefined ? '' : `<p>${mathHtml(tex, true)}</p>`;
}

function errorHtml({ ename, evalue, traceback }: ErrorOutput, { words }: PageContext): string {
  const trace = textHtml(traceback.join('\n'));
  const name = `<strong>${words.error}: ${escapeHtml(ename)}</strong> ${escapeHtml(evalue)}`;
  return `<div class="error"><p>${name}</p>${trace}</div>`;
}

/** Terminal text; what is long scrolls, also by keyboard. */
function textHtml(content: string): string {
  return content.trim() === '' ? '' : `<pre tabindex="0">${terminalHtml(content.replace(/\n+$/, ''))}</pre>`;
}

function firstOf(...forms: (() => string)[]): string {
  for (const form of forms) {
    const html = form();
    if (html !== '') return html;
  }
  return '';
}

function text(content: unknown): string | undefined {
  return typeof content === 'string' && content.trim() !== '' ? content : undefined;
}
