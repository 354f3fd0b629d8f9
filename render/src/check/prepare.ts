import { inspect } from 'node:util';
import type { DrawnFigure } from '../browser/page.js';
import { InvalidFigureError } from '../errors.js';
import type { Figure } from '../figure.js';
import { loadLocale } from '../locale.js';
import { DEFAULT_SIZE, type RenderOptions } from '../options.js';
import { checkLimits } from './figure-limits.js';
import { dropExternalImages } from './images.js';
import { warnOfLargeTraces } from './large-traces.js';
import { markNames } from './names.js';
import { plainCopy } from './plain-copy.js';
import { hideEmptySankeys } from './sankey.js';
import { checkTraceTypes } from './traces.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value;
}

function checkShape(figure: unknown): { data: object[]; layout: Readonly<Record<string, unknown>> } {
  if (!isObject(figure)) {
    throw new InvalidFigureError('', `must be an object with data and layout, got ${describe(figure)}`);
  }
  const { data, layout = {} } = figure;
  if (!Array.isArray(data)) {
    throw new InvalidFigureError('data', `must be an array of traces, got ${describe(data)}`);
  }
  if (!isObject(layout)) throw new InvalidFigureError('layout', `must be an object, got ${describe(layout)}`);
  const traces = data.map((trace: unknown, index) => {
    if (isObject(trace)) return trace;
    throw new InvalidFigureError(`data[${index}]`, `must be a trace object, got ${describe(trace)}`);
  });
  return { data: traces, layout };
}

/** Larger pictures would take the memory of the machine. */
const MAX_SIZE = 20_000;

function settleSize(path: string, wanted: unknown, fallback: number): number {
  if (wanted === undefined || wanted === null) return fallback;
  if (typeof wanted === 'number' && wanted >= 10 && wanted <= MAX_SIZE) return wanted;
  throw new InvalidFigureError(
    path,
    `must be a number of pixels from 10 to ${MAX_SIZE}, got ${inspect(wanted)}`,
  );
}

/**
 * A private copy of `figure` with size, background, template and locale settled, its traces known to be drawable.
 *
 * @throws InvalidFigureError where the figure is not made of data, traces and layout, or asks for too much
 * @throws UnsupportedTraceError where a trace needs WebGL or maps
 * @throws InvalidOptionError where the locale does not exist
 */
export function prepareFigure(figure: Figure, options: RenderOptions): DrawnFigure {
  const checked = checkShape(figure);
  checkTraceTypes(checked.data);
  const data = plainCopy(checked.data, 'data') as object[];
  const layout = plainCopy(checked.layout, 'layout') as Record<string, unknown>;
  if (options.template !== undefined) layout['template'] ??= plainCopy(options.template, 'template');
  const { width = layout['width'], height = layout['height'], background } = options;
  const locale = loadLocale(options.locale);
  dropExternalImages(data, layout, options.onWarning);
  warnOfLargeTraces(data, options.onWarning);
  const size = {
    width: settleSize(options.width === undefined ? 'layout.width' : 'width', width, DEFAULT_SIZE.width),
    height: settleSize(
      options.height === undefined ? 'layout.height' : 'height',
      height,
      DEFAULT_SIZE.height,
    ),
  };
  checkLimits(data, layout, size);
  hideEmptySankeys(data);
  markNames(data, layout);
  return {
    data,
    locale,
    layout: { ...layout, ...(background === undefined ? {} : { paper_bgcolor: background }), ...size },
  };
}
