import { arcToCubics } from './arc.js';
import { PathScanner } from './path-scanner.js';
import type { Point } from './point.js';

/** One piece of a path in absolute coordinates: arcs and quadratic curves have become cubic ones. */
export type Segment =
  | { readonly kind: 'move' | 'line' | 'close'; readonly from: Point; readonly to: Point }
  | {
      readonly kind: 'cubic';
      readonly from: Point;
      readonly control1: Point;
      readonly control2: Point;
      readonly to: Point;
    };

const mirror = (point: Point, center: Point): Point => ({
  x: 2 * center.x - point.x,
  y: 2 * center.y - point.y,
});

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** Follows the pen through the commands of one path. */
class PathReader {
  readonly segments: Segment[] = [];
  #pen: Point = { x: 0, y: 0 };
  #start: Point = this.#pen;
  /** Last control point, for the smooth commands S and T. */
  #control: { readonly of: 'cubic' | 'quadratic'; readonly point: Point } | undefined;
  readonly #scanner: PathScanner;

  constructor(scanner: PathScanner) {
    this.#scanner = scanner;
  }

  /** Reads one set of arguments of `command`. */
  step(command: string): void {
    const upper = command.toUpperCase();
    const origin = command === upper ? { x: 0, y: 0 } : this.#pen;
    const scanner = this.#scanner;
    const point = (): Point => ({ x: scanner.number() + origin.x, y: scanner.number() + origin.y });
    switch (upper) {
      case 'M':
        this.#straight('move', point());
        this.#start = this.#pen;
        return;
      case 'L':
        this.#straight('line', point());
        return;
      case 'H':
        this.#straight('line', { x: scanner.number() + origin.x, y: this.#pen.y });
        return;
      case 'V':
        this.#straight('line', { x: this.#pen.x, y: scanner.number() + origin.y });
        return;
      case 'Z':
        this.#straight('close', this.#start);
        return;
      case 'C':
        this.#cubic(point(), point(), point());
        return;
      case 'S':
        this.#cubic(this.#smooth('cubic'), point(), point());
        return;
      case 'Q':
        this.#quadratic(point(), point());
        return;
      case 'T':
        this.#quadratic(this.#smooth('quadratic'), point());
        return;
      case 'A':
        this.#arc(point);
    }
  }

  #straight(kind: 'move' | 'line' | 'close', to: Point): void {
    this.segments.push({ kind, from: this.#pen, to });
    this.#pen = to;
    this.#control = undefined;
  }

  #cubic(control1: Point, control2: Point, to: Point): void {
    this.segments.push({ kind: 'cubic', from: this.#pen, control1, control2, to });
    this.#pen = to;
    this.#control = { of: 'cubic', point: control2 };
  }

  #quadratic(control: Point, to: Point): void {
    this.#cubic(between(this.#pen, control, 2 / 3), between(to, control, 2 / 3), to);
    this.#control = { of: 'quadratic', point: control };
  }

  #smooth(kind: 'cubic' | 'quadratic'): Point {
    return this.#control?.of === kind ? mirror(this.#control.point, this.#pen) : this.#pen;
  }

  #arc(point: () => Point): void {
    const scanner = this.#scanner;
    const radii = { x: scanner.number(), y: scanner.number() };
    const rotation = scanner.number();
    const large = scanner.flag();
    const sweep = scanner.flag();
    const to = point();
    const cubics = arcToCubics({ from: this.#pen, to, radii, rotation, large, sweep });
    if (cubics.length === 0) this.#straight('line', to);
    for (const [control1, control2, end] of cubics) this.#cubic(control1, control2, end);
    this.#control = undefined;
  }
}

/** Reads the `d` attribute of a path; stops, as browsers do, at the first thing it cannot read. */
export function parsePath(d: string | null): readonly Segment[] {
  const scanner = new PathScanner(d ?? '');
  const reader = new PathReader(scanner);
  for (let command = scanner.command(); command !== undefined; command = scanner.command()) {
    reader.step(command);
    if (command.toUpperCase() === 'Z') continue;
    const repeated = command === 'M' ? 'L' : command === 'm' ? 'l' : command;
    while (scanner.hasNumber()) reader.step(repeated);
  }
  return reader.segments.filter(isFinitePiece);
}

function isFinitePiece({ to }: Segment): boolean {
  return Number.isFinite(to.x) && Number.isFinite(to.y);
}
