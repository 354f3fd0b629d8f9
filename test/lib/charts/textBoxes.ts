import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';
import { JSDOM } from 'jsdom';

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

function inherited(element: Element, name: string): string {
  return element.closest(`[${name}]`)?.getAttribute(name) ?? '';
}

/** One line: a `<text>`, or a `<tspan>` of one that has several. */
function boxOf(line: Element): TextBox {
  const text = line.textContent.replaceAll('\u200b', '');
  const size = Number.parseFloat(inherited(line, 'font-size'));
  const run = font?.layout(text);
  const width = ((run?.advanceWidth ?? 0) * size) / (font?.unitsPerEm ?? 1);
  const anchor = inherited(line, 'text-anchor');
  const start =
    Number(inherited(line, 'x')) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const baseline = Number(inherited(line, 'y')) + Number.parseFloat(line.getAttribute('dy') ?? '0') * size;
  let corners: Point[] = [start, start + width].flatMap((x): Point[] => [
    [x, baseline - ASCENT * size],
    [x, baseline + DESCENT * size],
  ]);
  for (let node: Element | null = line; node !== null; node = node.parentElement) {
    const transform = node.getAttribute('transform') ?? '';
    corners = corners.map((corner) => moved(corner, transform));
  }
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { text, size, left, right, top, bottom };
}

/** Every line of text of an SVG that plotly-static wrote, where it stands on the page. */
export function textBoxes(svg: string): TextBox[] {
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  return [...document.querySelectorAll('text')]
    .flatMap((text) => {
      const lines = text.querySelectorAll(':scope > tspan.line');
      return lines.length === 0 ? [text] : [...lines];
    })
    .filter((line) => line.textContent.trim() !== '')
    .map(boxOf);
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
