import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';

/** Where a line of text stands on the page, in pixels. */
export interface TextBox {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const FONT = fileURLToPath(new URL('../../../render/fonts/NotoSansSC-subset-400.ttf', import.meta.url));
const opened = fontkit.openSync(FONT);
const font = 'layout' in opened ? opened : undefined;
/** Of the font size: what letters take above and below the baseline. */
const [ASCENT, DESCENT] = [0.78, 0.2];

type Point = readonly [x: number, y: number];

/** A point moved by an SVG `transform`, the last function first. */
function moved(point: Point, transform: string): Point {
  const steps = [...transform.matchAll(/(\w+)\(([^)]*)\)/g)].reverse();
  return steps.reduce<Point>(([x, y], [, name = '', list = '']) => {
    const [a = 0, b = 0, c = 0] = list.split(/[\s,]+/).map(Number);
    if (name === 'translate') return [x + a, y + b];
    if (name === 'scale') return [x * a, y * (b === 0 ? a : b)];
    if (name !== 'rotate') throw new Error(`transform ${name} is not read here`);
    const [sin, cos] = [Math.sin((a * Math.PI) / 180), Math.cos((a * Math.PI) / 180)];
    return [b + (x - b) * cos - (y - c) * sin, c + (x - b) * sin + (y - c) * cos];
  }, point);
}

/** An element on the way from the root to a text: its attributes. */
type Attributes = ReadonlyMap<string, string>;

function inherited(path: readonly Attributes[], name: string): string {
  return path.findLast((element) => element.has(name))?.get(name) ?? '';
}

/** A line of text and the elements it stands in, the innermost last. */
function boxOf(text: string, path: readonly Attributes[]): TextBox {
  const size = Number.parseFloat(inherited(path, 'font-size'));
  const run = font?.layout(text);
  const width = ((run?.advanceWidth ?? 0) * size) / (font?.unitsPerEm ?? 1);
  const anchor = inherited(path, 'text-anchor');
  const start =
    Number(inherited(path, 'x')) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const baseline = Number(inherited(path, 'y')) + Number.parseFloat(path.at(-1)?.get('dy') ?? '0') * size;
  let corners: Point[] = [start, start + width].flatMap((x): Point[] => [
    [x, baseline - ASCENT * size],
    [x, baseline + DESCENT * size],
  ]);
  for (const element of path.toReversed()) {
    corners = corners.map((corner) => moved(corner, element.get('transform') ?? ''));
  }
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { text, size, left, right, top, bottom };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Every piece of text of an SVG that plotly-static wrote, where it stands on the page. */
export function textBoxes(svg: string): TextBox[] {
  const boxes: TextBox[] = [];
  const path: Attributes[] = [];
  for (const [, close, attributes = '', empty, text = ''] of svg.matchAll(
    /<(\/?)[\w:]+([^>]*?)(\/?)>([^<]*)/g,
  )) {
    if (close === '/') path.pop();
    else if (empty === '') {
      path.push(
        new Map(
          [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
        ),
      );
    }
    const words = text
      .replaceAll('\u200b', '')
      .replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '');
    if (words.trim() !== '') boxes.push(boxOf(words, path));
  }
  return boxes;
}

/** Pairs of texts that stand on one another. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `"${one.text}" and "${other.text}"`),
  );
}

/** Texts that a line of reference (a shape of the figure) runs through or touches. */
export function struck(svg: string): string[] {
  const lines = [...svg.matchAll(/<path fill-rule="evenodd" d="M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)"/g)].map(
    ([, ...ends]) => ends.map(Number),
  );
  return textBoxes(svg)
    .filter((box) =>
      lines.some(
        ([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) =>
          Math.min(x0, x1) < box.right + NEAR &&
          Math.max(x0, x1) > box.left - NEAR &&
          Math.min(y0, y1) < box.bottom &&
          Math.max(y0, y1) > box.top,
      ),
    )
    .map((box) => box.text);
}

/** Closer than this, in pixels, a line touches a text. */
const NEAR = 2;
