import type { CellImage } from '../browser/canvas.js';
import type { Element } from '../dom/element.js';
import { rect, type Rect } from '../geometry/box.js';

const round = (value: number) => Number(value.toFixed(3));

function place(image: Element): Rect {
  const number = (name: string) => Number.parseFloat(image.getAttribute(name) ?? '') || 0;
  return rect(number('x'), number('y'), number('width'), number('height'));
}

/** A heatmap as one rectangle a cell, sharp at every scale, where plotly would embed a bitmap. */
export function cellGroup(image: Element, { width, height, cells }: CellImage): string {
  const area = place(image);
  const scaleX = area.width / width;
  const scaleY = area.height / height;
  const rects = cells.map(({ x, y, width: w, height: h, rgb, opacity }) => {
    const box = `x="${round(area.x + x * scaleX)}" y="${round(area.y + y * scaleY)}"`;
    const size = `width="${round(w * scaleX)}" height="${round(h * scaleY)}"`;
    const fade = opacity < 1 ? ` fill-opacity="${round(opacity)}"` : '';
    return `<rect ${box} ${size} fill="rgb(${rgb.map(Math.round).join(',')})"${fade}/>`;
  });
  return `<g class="cells" shape-rendering="crispEdges">${rects.join('')}</g>`;
}
