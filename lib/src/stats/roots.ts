/**
 * Where a falling function reaches a value, to the last digits of a double; the ends where it lies outside.
 *
 * @param falling a function that does not rise.
 */
export function whereFalls(falling: (x: number) => number, value: number, from: number, to: number): number {
  if (falling(from) <= value) return from;
  if (falling(to) >= value) return to;
  return whereCrosses(falling, value, from, to);
}

/**
 * Where a continuous function crosses a value, to the last digits of a double: in about ten steps for smooth functions,
 * by bisection where interpolation would not help. After 100 steps it is the middle of what is left.
 *
 * @param f is on one side of the value at `from` and on the other at `to`.
 * Source: Chandrupatla (1997), Advances in Engineering Software 28.
 * @example
 * whereCrosses((x) => x ** 2, 2, 0, 2); // 1.414
 */
export function whereCrosses(f: (x: number) => number, value: number, from: number, to: number): number {
  const pointOf = (x: number): Point => ({ x, off: f(x) - value });
  let a = pointOf(to);
  let b = pointOf(from);
  let c: Point;
  for (let step = 0, part = 0.5; step < 100; step += 1) {
    const at = pointOf(a.x + part * (b.x - a.x));
    if (Math.sign(at.off) === Math.sign(a.off)) c = a;
    else [c, b] = [b, a];
    a = at;
    const best = Math.abs(a.off) < Math.abs(b.off) ? a : b;
    const least = (2 ** -52 * Math.abs(best.x) + Number.MIN_VALUE) / Math.abs(b.x - a.x);
    if (best.off === 0 || least > 0.5) return best.x;
    part = Math.min(1 - least, Math.max(least, nextPart(a, b, c)));
  }
  return (a.x + b.x) / 2;
}

interface Point {
  readonly x: number;
  readonly off: number;
}

/** How far to go from a to b: by inverse quadratic interpolation where that is safe, else half of it. */
function nextPart(a: Point, b: Point, c: Point): number {
  const [xi, phi] = [(a.x - b.x) / (c.x - b.x), (a.off - b.off) / (c.off - b.off)];
  if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;
  const straight = (a.off / (b.off - a.off)) * (c.off / (b.off - c.off));
  const bent = (a.off / (c.off - a.off)) * (b.off / (c.off - b.off));
  return straight + ((c.x - a.x) / (b.x - a.x)) * bent;
}
