import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import temml from 'temml';
import { escapeHtml } from './escape.js';

/** The placeholder for TeX in the sanitized tree: `<span data-math="inline">TeX</span>`. */
export const MATH_ATTRIBUTE = 'dataMath';

/** TeX between dollar signs, as Jupyter reads it: a price (`$5 and $6`) is none. */
const INLINE = /^\$(?![\s$])((?:\\[^]|[^\\$])*?[^\s\\$]|[^\s\\$])\$(?!\d)/;
/** With blanks at both ends it is TeX where it looks like some: `$ a_1 $`, but not `$ 5 and $ 6`. */
const SPACED = /^\$[ \t]+((?:\\[^\n]|[^\\$\n])*?)[ \t]+\$(?!\s*\d)/;
const LIKE_TEX = /[\\_^=+*{}<>]|^\S{1,3}$/;
const DISPLAY = /^\$\$([^]+?)\$\$/;
const ENVIRONMENT = /^\\begin\{([a-z]+\*?)\}[^]*?\\end\{\1\}/i;

/** Teaches markdown-it the TeX of Jupyter: `$…$`, `$$…$$` and `\begin{…}…\end{…}`. */
export function mathPlugin(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'math', inlineMath);
  markdown.block.ruler.before('fence', 'math', blockMath, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

/** TeX as MathML, which browsers draw without script or font files; wrong TeX is shown as it was written. */
export function mathHtml(tex: string, display: boolean): string {
  try {
    return temml.renderToString(tex, { displayMode: display, throwOnError: true, trust: false });
  } catch {
    return `<code>${escapeHtml(tex)}</code>`;
  }
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  if (!/[$\\]/.test(state.src.charAt(state.pos))) return false;
  const rest = state.src.slice(state.pos, state.posMax);
  const display = DISPLAY.exec(rest) ?? ENVIRONMENT.exec(rest);
  const match = display ?? INLINE.exec(rest) ?? spaced(rest);
  if (match === null) return false;
  if (!silent) {
    const token = state.push('html_inline', '', 0);
    token.content = placeholder(texOf(match), display !== null);
  }
  state.pos += match[0].length;
  return true;
}

function spaced(rest: string): RegExpExecArray | null {
  const match = SPACED.exec(rest);
  return match !== null && LIKE_TEX.test(match[1] ?? '') ? match : null;
}

/**
 * A text in which a bar within inline TeX is another character, so that it does not end the cell of a table, and how
 * to put the bars back. `\\|`, which is a bar in a table anyway, stays.
 */
export function withoutBars(source: string): { text: string; restore: (html: string) => string } {
  const stand = Array.from({ length: 100 }, (_, n) => String.fromCharCode(0xe000 + n)).find(
    (char) => !source.includes(char),
  );
  if (stand === undefined) return { text: source, restore: (html) => html };
  let [text, offset] = ['', 0];
  for (let at = source.indexOf('$'); at >= 0; at = source.indexOf('$', offset)) {
    const rest = source.slice(at, !source.includes('\n', at) ? undefined : source.indexOf('\n', at));
    const tex = source[at - 1] === '\\' ? undefined : (INLINE.exec(rest) ?? spaced(rest))?.[0];
    text += source.slice(offset, at) + (tex ?? '$').replace(/(?<!\\)\|/g, stand);
    offset = at + (tex ?? '$').length;
  }
  return { text: text + source.slice(offset), restore: (html) => html.replaceAll(stand, '|') };
}

/** Display math that begins a line may hold what would be markdown anywhere else: lists, rules, blank lines. */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!/[$\\]/.test(state.src.charAt(start))) return false;
  const end = state.eMarks[endLine - 1] ?? state.src.length;
  const rest = state.src.slice(start, end);
  const match = DISPLAY.exec(rest) ?? ENVIRONMENT.exec(rest);
  if (match === null || !/^[ \t]*(?:\n|$)/.test(rest.slice(match[0].length))) return false;
  if (silent) return true;
  const token = state.push('html_block', '', 0);
  token.content = `<p>${placeholder(texOf(match), true)}</p>\n`;
  state.line = startLine + match[0].split('\n').length;
  token.map = [startLine, state.line];
  return true;
}

function texOf(match: RegExpExecArray): string {
  return match[0].startsWith('$') ? (match[1] ?? '') : match[0];
}

function placeholder(tex: string, display: boolean): string {
  return `<span data-math="${display ? 'display' : 'inline'}">${escapeHtml(tex)}</span>`;
}
