/** A 2D affine transform: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export const IDENTITY: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** The transform that applies `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  };
}

export function translation(x: number, y: number): Matrix {
  return { ...IDENTITY, e: x, f: y };
}

/** The transform that takes back what `matrix` does; undefined where it flattens the plane. */
export function inverse({ a, b, c, d, e, f }: Matrix): Matrix | undefined {
  const area = a * d - b * c;
  if (area === 0 || !Number.isFinite(area)) return undefined;
  return {
    a: d / area,
    b: -b / area,
    c: -c / area,
    d: a / area,
    e: (c * f - d * e) / area,
    f: (b * e - a * f) / area,
  };
}

function rotation(degrees: number, x: number, y: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const turn = { a: cos, b: sin, c: -sin, d: cos, e: 0, f: 0 };
  return multiply(multiply(translation(x, y), turn), translation(-x, -y));
}

function skew(degreesX: number, degreesY: number): Matrix {
  const tan = (degrees: number) => Math.tan((degrees * Math.PI) / 180);
  return { ...IDENTITY, b: tan(degreesY), c: tan(degreesX) };
}

function primitive(name: string, args: readonly number[]): Matrix {
  const [first = 0, second, third = 0, fourth = 0, fifth = 0, sixth = 0] = args;
  switch (name) {
    case 'translate':
      return translation(first, second ?? 0);
    case 'scale':
      return { ...IDENTITY, a: first, d: second ?? first };
    case 'rotate':
      return rotation(first, second ?? 0, third);
    case 'skewX':
      return skew(first, 0);
    case 'skewY':
      return skew(0, first);
    case 'matrix':
      return { a: first, b: second ?? 0, c: third, d: fourth, e: fifth, f: sixth };
    default:
      return IDENTITY;
  }
}

/** Reads an SVG `transform` attribute; what it does not know leaves things where they are. */
export function parseTransform(attribute: string | null): Matrix {
  let matrix = IDENTITY;
  if (attribute === null || attribute === '') return matrix;
  for (const [, name = '', args = ''] of attribute.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const numbers = args
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map(Number.parseFloat);
    matrix = multiply(matrix, primitive(name, numbers));
  }
  return matrix;
}
