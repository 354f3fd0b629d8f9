import { cubicAt } from './path-box.js';
import { parsePath } from './path-segments.js';
import type { Point } from './point.js';

const CHORDS_PER_CURVE = 32;

interface Stroke {
  readonly from: Point;
  readonly to: Point;
  readonly length: number;
}

const stroke = (from: Point, to: Point): Stroke => ({
  from,
  to,
  length: Math.hypot(to.x - from.x, to.y - from.y),
});

/** The path as straight strokes; each curve becomes 32 chords, pen-up moves are left out. */
function strokes(d: string | null): Stroke[] {
  return parsePath(d).flatMap((segment) => {
    if (segment.kind === 'move') return [];
    if (segment.kind !== 'cubic') return [stroke(segment.from, segment.to)];
    const points = Array.from({ length: CHORDS_PER_CURVE + 1 }, (_, i) =>
      cubicAt(segment, i / CHORDS_PER_CURVE),
    );
    return points.slice(1).map((point, i) => stroke(points[i] ?? segment.from, point));
  });
}

/** Length of a path in user units. Annotation arrows and contour labels are placed by it. */
export function pathLength(d: string | null): number {
  return strokes(d).reduce((total, { length }) => total + length, 0);
}

/** The point `distance` along a path, held to its two ends. */
export function pointAtLength(d: string | null, distance: number): Point {
  let rest = Math.max(0, distance);
  let end: Point = parsePath(d)[0]?.to ?? { x: 0, y: 0 };
  for (const { from, to, length } of strokes(d)) {
    if (length > 0 && rest <= length) {
      const share = rest / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    rest -= length;
    end = to;
  }
  return end;
}
