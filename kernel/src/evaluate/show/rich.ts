import type { MimeBundle } from '../mime-bundle.js';
import { escapeHtml, tableHtml } from './table.js';
import { tableOf } from './tables.js';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** How images of each kind begin. */
const IMAGES: readonly (readonly [name: string, type: string, start: RegExp])[] = [
  ['PNG', 'image/png', /^\x89PNG\r\n/],
  ['JPEG', 'image/jpeg', /^\xff\xd8\xff/],
  ['GIF', 'image/gif', /^GIF8/],
  ['WebP', 'image/webp', /^RIFF[^]{4}WEBP/],
  ['SVG', 'image/svg+xml', /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<svg[\s>]/],
];

function image(value: unknown): MimeBundle | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const start = bytes.subarray(0, 1000).toString('latin1');
  const found = IMAGES.find(([, , pattern]) => pattern.test(start));
  if (!found) return undefined;
  const [name, type] = found;
  const content = type === 'image/svg+xml' ? bytes.toString() : bytes.toString('base64');
  return { 'text/plain': `${name} image, ${bytes.length} bytes`, [type]: content };
}

/** A plot of Vega or Vega-Lite, as its JSON or as an object of vega-lite-api. */
function vega(value: Fields): MimeBundle | undefined {
  const { toSpec } = value;
  const spec: unknown = typeof toSpec === 'function' ? toSpec.call(value) : value;
  const schema = isObject(spec) ? spec['$schema'] : undefined;
  const named = typeof schema === 'string' ? /\/schema\/(vega|vega-lite)\/v(\d+)/.exec(schema) : null;
  if (!named) return undefined;
  return { [`application/vnd.${named[1] === 'vega' ? 'vega' : 'vegalite'}.v${named[2] ?? ''}+json`]: spec };
}

/** A plotly figure: traces and a layout. */
function plotly({ data, layout, config }: Fields): MimeBundle | undefined {
  if (!Array.isArray(data) || !isObject(layout) || Array.isArray(layout)) return undefined;
  const isTrace = (trace: unknown): boolean =>
    isObject(trace) && ['type', 'x', 'y', 'z', 'values'].some((name) => name in trace);
  if (data.length === 0 || !data.every(isTrace)) return undefined;
  return { 'application/vnd.plotly.v1+json': { data, layout, ...(isObject(config) && { config }) } };
}

/** An element of a document, as jsdom and linkedom make them. */
function element(value: Fields): MimeBundle | undefined {
  const { outerHTML } = value;
  if (typeof outerHTML !== 'string') return undefined;
  const type = /^<svg[\s>]/.test(outerHTML) ? 'image/svg+xml' : 'text/html';
  const name = /^<([\w-]+)/.exec(outerHTML)?.[1] ?? 'element';
  return { 'text/plain': `<${name}>, ${outerHTML.length} characters`, [type]: outerHTML };
}

function link(value: unknown): MimeBundle | undefined {
  if (!(value instanceof URL)) return undefined;
  const href = escapeHtml(value.href);
  const isWeb = value.protocol === 'https:' || value.protocol === 'http:';
  return { 'text/plain': value.href, ...(isWeb && { 'text/html': `<a href="${href}">${href}</a>` }) };
}

function table(value: unknown): MimeBundle | undefined {
  const found = tableOf(value);
  return found && { 'text/html': tableHtml(found) };
}

/**
 * What a value is shown as beside its text, by what it is like: a table, a plot, an image, an element, a link.
 *
 * @returns a bundle that may lack `text/plain`; undefined for a value that is only text, and for one that throws when
 *   it is looked at
 */
export function richBundle(value: unknown): MimeBundle | undefined {
  if (!isObject(value)) return undefined;
  try {
    return link(value) ?? image(value) ?? element(value) ?? vega(value) ?? plotly(value) ?? table(value);
  } catch {
    return undefined;
  }
}
