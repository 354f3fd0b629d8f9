import { parse } from 'node:path';
import { isJsonObject } from '../json.js';
import { mimeBundle } from '../nbformat/schema.js';
import type { MimeBundle, Notebook, TextCell } from '../nbformat/index.js';
import { decodedAddress, rewriteAddresses } from '../markdown/addresses.js';
import { isMarkdown, isVisible } from '../markdown/visibility.js';

/** An image attached to a markdown cell and shown by its text. */
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

/** The attachment of this name, as it is in the cell. */
export function bundleOf({ attachments = {} }: TextCell, name: string): MimeBundle | undefined {
  const bundle = Object.hasOwn(attachments, name) ? attachments[name] : undefined;
  return isJsonObject(bundle) ? bundle : undefined;
}

/**
 * Markdown with other addresses for its attachments, wherever it names them: in links and pictures, definitions of
 * links, and `img` elements. Code stays as it is.
 *
 * @param address the address of an attachment by its name; undefined leaves it
 * @example
 * rewriteAttachments('![Map](attachment:my%20map.png)', (name) => `files/${name}`) // name is 'my map.png'
 */
export function rewriteAttachments(source: string, address: (name: string) => string | undefined): string {
  return rewriteAddresses(source, (target) => attachmentAddress(target, address));
}

/** The address in place of `attachment:NAME`; undefined for any other. */
export function attachmentAddress(
  target: string,
  address: (name: string) => string | undefined,
): string | undefined {
  const name = /^attachment:(.+)$/i.exec(target)?.[1];
  return name === undefined ? undefined : address(decodedAddress(name));
}

const LONGEST = 60;

/** The name without folders, extension and whatever else a file name cannot have: `../my map.png` is `my-map`. */
function safeStem(name: string): string {
  const { name: stem } = parse(name.replaceAll('\\', '/'));
  const safe = stem.normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '-');
  const short = Array.from(safe).slice(0, LONGEST).join('');
  return short.replace(/^-+|-+$/g, '') || 'attachment';
}
