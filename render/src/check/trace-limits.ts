import { checkCarpetAxis, checkMonths, checkTicks } from './axis-limits.js';
import { hasAttributes, listLength, spanOf, type Attributes } from './extent.js';
import { checkGaps } from './gap-limits.js';
import { checkHierarchy } from './hierarchy.js';
import { checkPixels } from './image-pixels.js';
import { atMost, LIMITS } from './limits.js';
import { checkSankey } from './sankey.js';
import { scalesOf } from './scales.js';

const HIERARCHIES = new Set(['pie', 'funnelarea', 'sunburst', 'treemap', 'icicle']);

/** @throws InvalidFigureError where bins, levels, parts or gaps of the trace are too many */
export function checkTrace(trace: Attributes, path: string): void {
  const { type = 'scatter' } = trace;
  for (const scale of scalesOf(trace, path)) {
    const check = type === 'carpet' ? checkCarpetAxis : checkTicks;
    check(scale.attributes, scale.path, scale.values);
  }
  for (const name of ['xperiod', 'yperiod']) checkMonths(trace[name], `${path}.${name}`);
  if (typeof type !== 'string') return;
  if (HIERARCHIES.has(type)) {
    for (const name of ['values', 'labels'])
      atMost(listLength(trace[name]), LIMITS.slices, `${path}.${name}`, 'parts');
  }
  if (type.startsWith('histogram')) checkBins(trace, path, type !== 'histogram');
  if (type.includes('contour')) checkLevels(trace, path);
  checkGaps(trace, path);
  checkSankey(trace, path);
  checkPixels(trace, path);
  checkHierarchy(trace, path);
}

function checkBins(trace: Attributes, path: string, flat: boolean): void {
  const counts = (['x', 'y'] as const).map((letter) => {
    const asked = trace[`nbins${letter}`];
    const bins = trace[`${letter}bins`];
    if (hasAttributes(bins) && typeof bins['size'] === 'number' && bins['size'] > 0) {
      const count = spanOf([bins['start'], bins['end']], [trace[letter]]) / bins['size'];
      atMost(count, LIMITS.bins, `${path}.${letter}bins.size`, `bins with a size of ${bins['size']}`);
      return count;
    }
    if (typeof asked !== 'number') return 1;
    atMost(asked, LIMITS.bins, `${path}.nbins${letter}`, 'bins');
    return Math.max(1, asked);
  });
  if (flat) atMost((counts[0] ?? 1) * (counts[1] ?? 1), LIMITS.bins2d, path, 'bins');
}

function checkLevels(trace: Attributes, path: string): void {
  const { ncontours, contours, z } = trace;
  if (typeof ncontours === 'number') atMost(ncontours, LIMITS.levels, `${path}.ncontours`, 'levels');
  const size = hasAttributes(contours) ? contours['size'] : undefined;
  const sized = hasAttributes(contours) && typeof size === 'number' && size > 0;
  const levels = sized ? spanOf([contours['start'], contours['end']], [z]) / size : Number(ncontours ?? 15);
  if (sized) atMost(levels, LIMITS.levels, `${path}.contours.size`, `levels with ${size} between two`);
  const cells = Array.isArray(z) ? z.reduce((sum: number, row: unknown) => sum + listLength(row), 0) : 0;
  atMost(levels * cells, LIMITS.contourCells, `${path}.z`, 'levels times cells');
}
