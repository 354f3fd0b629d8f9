import type { Point } from './point.js';

/** An elliptical arc as the `A` command of a path names it. */
export interface Arc {
  readonly from: Point;
  readonly to: Point;
  readonly radii: Point;
  /** Degrees from the x axis to the ellipse's own. */
  readonly rotation: number;
  readonly large: boolean;
  readonly sweep: boolean;
}

/** Pieces of at most 45 degrees differ from the true ellipse by less than 5e-6 of its radius. */
const PIECE = Math.PI / 4;

/**
 * The arc as cubic curves: first control point, second control point and end of each. Empty where the
 * arc is a straight line (a radius of zero) or nothing at all (it ends where it starts).
 *
 * Source: SVG 2, appendix B.2.4, conversion from endpoint to center parameterization.
 */
export function arcToCubics({ from, to, radii, rotation, large, sweep }: Arc): [Point, Point, Point][] {
  let rx = Math.abs(radii.x);
  let ry = Math.abs(radii.y);
  if (rx === 0 || ry === 0 || (from.x === to.x && from.y === to.y)) return [];
  const cos = Math.cos((rotation * Math.PI) / 180);
  const sin = Math.sin((rotation * Math.PI) / 180);

  // Half the chord in the ellipse's own axes; radii too short for it are stretched.
  const dx = (from.x - to.x) / 2;
  const dy = (from.y - to.y) / 2;
  const x = cos * dx + sin * dy;
  const y = cos * dy - sin * dx;
  const stretch = Math.sqrt(Math.max(1, (x / rx) ** 2 + (y / ry) ** 2));
  rx *= stretch;
  ry *= stretch;

  const chord = (rx * y) ** 2 + (ry * x) ** 2;
  const offset = Math.sqrt(Math.max(0, ((rx * ry) ** 2 - chord) / chord)) * (large === sweep ? -1 : 1);
  const centerX = (offset * rx * y) / ry;
  const centerY = (-offset * ry * x) / rx;
  const first = Math.atan2((y - centerY) / ry, (x - centerX) / rx);
  let turn = Math.atan2((-y - centerY) / ry, (-x - centerX) / rx) - first;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;

  const place = (px: number, py: number): Point => ({
    x: cos * (centerX + rx * px) - sin * (centerY + ry * py) + (from.x + to.x) / 2,
    y: sin * (centerX + rx * px) + cos * (centerY + ry * py) + (from.y + to.y) / 2,
  });
  const pieces = Math.max(1, Math.ceil(Math.abs(turn) / PIECE - 1e-9));
  const step = turn / pieces;
  const reach = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: pieces }, (_, index) => {
    const start = first + index * step;
    const end = start + step;
    return [
      place(Math.cos(start) - reach * Math.sin(start), Math.sin(start) + reach * Math.cos(start)),
      place(Math.cos(end) + reach * Math.sin(end), Math.sin(end) - reach * Math.cos(end)),
      index === pieces - 1 ? to : place(Math.cos(end), Math.sin(end)),
    ];
  });
}
