import type { MimeBundle } from '../mime-bundle.js';
import { escapeHtml, tableHtml, tableText } from './table.js';
import { ofLibrary, ofPolars, ofValues } from './tables.js';

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
  const [, language, version = ''] = named;
  const type = `application/vnd.${language === 'vega' ? 'vega' : 'vegalite'}.v${version}+json`;
  const text = `${language === 'vega' ? 'Vega' : 'Vega-Lite'} plot`;
  return { ...(spec !== value && { 'text/plain': text }), [type]: spec };
}

/** The type of plotly's figures. */
export const PLOTLY = 'application/vnd.plotly.v1+json';

/** A plotly figure: traces and a layout. */
function plotly({ data, layout, config }: Fields): MimeBundle | undefined {
  if (!Array.isArray(data) || !isObject(layout) || Array.isArray(layout)) return undefined;
  const isTrace = (trace: unknown): boolean =>
    isObject(trace) && ['type', 'x', 'y', 'z', 'values'].some((name) => name in trace);
  if (data.length === 0 || data.includes(undefined) || !data.every(isTrace)) return undefined;
  return { [PLOTLY]: { data, layout, ...(isObject(config) && { config }) } };
}

/** An element of a document, as jsdom and linkedom make them. */
function element(value: Fields): MimeBundle | undefined {
  const { outerHTML } = value;
  if (typeof outerHTML !== 'string') return undefined;
  const name = /^<([\w-]+)/.exec(outerHTML)?.[1] ?? 'element';
  const text = `<${name}>, ${outerHTML.length} characters`;
  if (name !== 'svg') return { 'text/plain': text, 'text/html': outerHTML };
  // As a part of HTML it needs no namespace; as a picture of its own it does.
  const isOwn = /^<svg\b[^>]*\sxmlns=/.test(outerHTML);
  const svg = isOwn ? outerHTML : outerHTML.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return { 'text/plain': text, 'image/svg+xml': svg };
}

function link(value: unknown): MimeBundle | undefined {
  if (!(value instanceof URL)) return undefined;
  const href = escapeHtml(value.href);
  const isWeb = value.protocol === 'https:' || value.protocol === 'http:';
  return { 'text/plain': value.href, ...(isWeb && { 'text/html': `<a href="${href}">${href}</a>` }) };
}

function table(value: Fields): MimeBundle | undefined {
  const plain = ofValues(value) ?? ofPolars(value);
  if (plain) return { 'text/html': tableHtml(plain) };
  const found = ofLibrary(value); // whose text would be its inner workings
  return found && { 'text/plain': tableText(found), 'text/html': tableHtml(found) };
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

/** What a value is shown as in place of its own display: a DataFrame of polars, see {@link ofPolars}. */
export function insteadOf(value: unknown): MimeBundle | undefined {
  try {
    const found = ofPolars(value);
    return found && { 'text/html': tableHtml(found) };
  } catch {
    return undefined;
  }
}
