import { plainNumbers, type JsonValue } from '../json.js';
import type { MimeBundle } from '../nbformat/index.js';

export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** A plotly figure to render, or a picture that is there already. */
export type FigureContent =
  | { readonly kind: 'plotly'; readonly figure: JsonValue }
  | { readonly kind: 'bitmap'; readonly extension: string; readonly base64: string }
  | { readonly kind: 'svg'; readonly text: string };

/** Pictures that code hosts and browsers show, by preference, with the extension of their files. */
const BITMAPS: readonly (readonly [mime: string, extension: string])[] = [
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
];

/** Types that only attachments have, which come from people's disks. */
const OTHERS: readonly (readonly [mime: string, extension: string])[] = [
  ['image/jpg', 'jpg'],
  ['image/apng', 'apng'],
  ['image/avif', 'avif'],
  ['image/bmp', 'bmp'],
  ['image/heic', 'heic'],
  ['image/jxl', 'jxl'],
  ['image/tiff', 'tiff'],
  ['image/vnd.microsoft.icon', 'ico'],
  ['image/x-icon', 'ico'],
];

const EXTENSIONS = new Set(['svg', ...[...BITMAPS, ...OTHERS].map(([, extension]) => extension)]);

/** What an output shows as a picture: plotly, else PNG, else SVG, else another bitmap. */
export function outputContent(data: MimeBundle): FigureContent | undefined {
  const { [PLOTLY_MIME]: figure, 'image/svg+xml': svg } = data;
  if (figure !== undefined) return { kind: 'plotly', figure: plainNumbers(figure) };
  return bitmapOf(data, BITMAPS.slice(0, 1)) ?? svgOf(svg) ?? bitmapOf(data, BITMAPS);
}

/** What an attachment holds as a picture. */
export function attachmentContent(data: MimeBundle): FigureContent | undefined {
  return svgOf(data['image/svg+xml']) ?? bitmapOf(data, [...BITMAPS, ...OTHERS]);
}

/** The extensions of the files of a picture; the one that documents show comes first. */
export function extensionsOf(content: FigureContent): readonly [string, ...string[]] {
  if (content.kind === 'plotly') return ['png', 'svg'];
  return content.kind === 'svg' ? ['svg'] : [content.extension];
}

/** Whether a file name is one that a picture of a notebook could have. */
export function isPictureFile(name: string): boolean {
  return !name.startsWith('.') && EXTENSIONS.has(/\.([a-z]+)$/.exec(name)?.[1] ?? '');
}

function bitmapOf(data: MimeBundle, types: typeof BITMAPS): FigureContent | undefined {
  for (const [mime, extension] of types) {
    const base64 = data[mime];
    if (typeof base64 === 'string') return { kind: 'bitmap', extension, base64 };
  }
  return undefined;
}

function svgOf(content: JsonValue | undefined): FigureContent | undefined {
  return typeof content === 'string' ? { kind: 'svg', text: svgText(content) } : undefined;
}

/** The text of an SVG that may be in base64, as Jupyter attaches it. */
export function svgText(content: string): string {
  return /^[A-Za-z\d+/=\s]+$/.test(content) ? Buffer.from(content, 'base64').toString('utf8') : content;
}
