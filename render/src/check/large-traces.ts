import type { RenderOptions } from '../options.js';

/** From here on a figure takes seconds and its SVG megabytes. */
const MANY_POINTS = 20_000;

/** Traces whose picture does not grow with their data: they draw bins, quartiles or cells. */
const SUMMARIES = new Set(['histogram', 'histogram2d', 'histogram2dcontour', 'box', 'violin', 'contour']);

/** Length of the longest list among a trace's own attributes, which is its number of points. */
function pointCount(trace: object): number {
  const lengths = Object.values(trace).map((value: unknown) =>
    Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value) ? Number(value.length) : 0,
  );
  return Math.max(0, ...lengths);
}

/** Says which traces draw one mark for each of more than 20,000 points, and what to do about it. */
export function warnOfLargeTraces(data: readonly object[], warn: RenderOptions['onWarning']): void {
  data.forEach((trace, index) => {
    if ('type' in trace && typeof trace.type === 'string' && SUMMARIES.has(trace.type)) return;
    const count = pointCount(trace);
    if (count <= MANY_POINTS) return;
    const advice = 'aggregate or sample it, or bin it with histogram2d';
    warn?.(
      `data[${index}]: ${count} points, which are slow to draw and make a large SVG; ${advice} (limit for a warning: ${MANY_POINTS})`,
    );
  });
}
