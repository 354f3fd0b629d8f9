import { parse } from 'node:path';
import { isJsonObject } from '../json.js';
import { mimeBundle } from '../nbformat/schema.js';
import type { MimeBundle, Notebook, TextCell } from '../nbformat/index.js';
import { isMarkdown, isVisible } from '../markdown/visibility.js';

/** A picture attached to a cell of text that the text shows. */
export interface Attachment {
  /** Its place in the cell: the key by which documents find its file. */
  readonly bundle: object;
  readonly data: MimeBundle;
  /** Without extension, made of the cell's id and the attachment's own name; safe as a file name everywhere. */
  readonly name: string;
  readonly cell: TextCell;
  /** Number of the cell, from 1. */
  readonly number: number;
}

/** The attachments that readers of the notebook see, in the order of the cells and of their names. */
export function shownAttachments({ cells }: Notebook): Attachment[] {
  return cells.flatMap((cell, index) => {
    if (cell.cell_type === 'code' || !isMarkdown(cell) || !isVisible(cell)) return [];
    const shown = new Set<string>();
    rewriteAttachments(cell.source, (name) => {
      shown.add(name);
      return undefined;
    });
    return [...shown].sort().flatMap((own): Attachment[] => {
      const bundle = bundleOf(cell, own);
      if (bundle === undefined) return [];
      const name = `${cell.id}-${safeStem(own)}`;
      return [{ bundle, data: mimeBundle.parse(bundle), name, cell, number: index + 1 }];
    });
  });
}

/** The attachment of this name, as it lies in the cell. */
export function bundleOf({ attachments = {} }: TextCell, name: string): MimeBundle | undefined {
  const bundle = Object.hasOwn(attachments, name) ? attachments[name] : undefined;
  return isJsonObject(bundle) ? bundle : undefined;
}

/** What may stand around `attachment:NAME`; code comes first, since what stands there is no link. */
const FENCE = String.raw`^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?<fence>\`{3,}|~{3,})[^\n]*$[^]*?(?:^[ \t>]*\k<fence>[\`~]*[ \t]*$|(?![^]))`;
const CODE = '(?<!`)(?<ticks>`+)(?!`)[^]*?(?<!`)\\k<ticks>(?!`)';
const INLINE = String.raw`(?<inline>\]\(\s*)(?:<attachment:(?<angled>[^<>\n]+)>|attachment:(?<plain>(?:[^\s()\\]|\\.|\([^\s()]*\))+))`;
const DEFINITION = String.raw`(?<definition>^ {0,3}\[[^\]\n]+\]:[ \t]*)(?:<attachment:(?<angledTarget>[^<>\n]+)>|attachment:(?<target>\S+))`;
const HTML = String.raw`(?<html><img\b[^>]*?\ssrc\s*=\s*)(?<quote>["'])attachment:(?<source>[^"'<>]+)\k<quote>`;
const PLACES = new RegExp([FENCE, CODE, INLINE, DEFINITION, HTML].join('|'), 'gim');

/**
 * Markdown with other addresses for its attachments, wherever it names them: in links and pictures, definitions of
 * links, and `img` elements. Code stays as it is.
 *
 * @param address the address of an attachment by its name; undefined leaves it
 * @example
 * rewriteAttachments('![Map](attachment:my%20map.png)', (name) => `files/${name}`) // name is 'my map.png'
 */
export function rewriteAttachments(source: string, address: (name: string) => string | undefined): string {
  return source.replace(PLACES, (all: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const { inline, definition, html, quote = '' } = groups;
    const own = groups['angled'] ?? groups['plain'] ?? groups['angledTarget'] ?? groups['target'] ?? groups['source'];
    const next = own === undefined ? undefined : address(decoded(own));
    if (typeof next !== 'string') return all;
    return `${inline ?? definition ?? html ?? ''}${quote}${next}${quote}`;
  });
}

/** A percent-encoded name; one that is wrongly encoded stays as it is. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const LONGEST = 60;

/** The name without folders, extension and whatever else a file name cannot have: `../my map.png` is `my-map`. */
function safeStem(name: string): string {
  const { name: stem } = parse(name.replaceAll('\\', '/'));
  const safe = stem.normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '-');
  const short = Array.from(safe).slice(0, LONGEST).join('');
  return short.replace(/^-+|-+$/g, '') || 'attachment';
}
