import { Box } from './box.js';
import { parsePath, type Segment } from './path-segments.js';

type Cubic = Extract<Segment, { kind: 'cubic' }>;

/** Parameters strictly inside (0, 1) where a cubic Bézier through p0..p3 turns round. */
function turningPoints(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = p3 - 3 * p2 + 3 * p1 - p0;
  const b = 2 * (p2 - 2 * p1 + p0);
  const c = p1 - p0;
  const inside = (t: number) => t > 0 && t < 1;
  if (Math.abs(a) < 1e-12) return [-c / b].filter(inside);
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b + root) / (2 * a), (-b - root) / (2 * a)].filter(inside);
}

/** The point of a cubic curve at parameter t in [0, 1]. */
export function cubicAt({ from, control1, control2, to }: Cubic, t: number): { x: number; y: number } {
  const u = 1 - t;
  const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return {
    x: w0 * from.x + w1 * control1.x + w2 * control2.x + w3 * to.x,
    y: w0 * from.y + w1 * control1.y + w2 * control2.y + w3 * to.y,
  };
}

function addCubic(box: Box, curve: Cubic): void {
  const { from, control1, control2, to } = curve;
  box.addPoint(from.x, from.y);
  box.addPoint(to.x, to.y);
  const turns = [
    ...turningPoints(from.x, control1.x, control2.x, to.x),
    ...turningPoints(from.y, control1.y, control2.y, to.y),
  ];
  for (const t of turns) {
    const point = cubicAt(curve, t);
    box.addPoint(point.x, point.y);
  }
}

/** The tight bounding box of a path, curves included, stroke not. */
export function pathBox(d: string | null): Box {
  const box = new Box();
  for (const segment of parsePath(d)) {
    if (segment.kind === 'cubic') addCubic(box, segment);
    else box.addPoint(segment.to.x, segment.to.y);
  }
  return box;
}
