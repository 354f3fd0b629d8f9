import type { Matrix } from './matrix.js';

/** The shape `getBBox` and `getBoundingClientRect` return. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function rect(x: number, y: number, width: number, height: number): Rect {
  return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
}

/** A bounding box that grows with every point put into it; empty until the first. */
export class Box {
  left = Infinity;
  top = Infinity;
  right = -Infinity;
  bottom = -Infinity;

  get isEmpty(): boolean {
    return this.left > this.right;
  }

  addPoint(x: number, y: number): void {
    if (x < this.left) this.left = x;
    if (y < this.top) this.top = y;
    if (x > this.right) this.right = x;
    if (y > this.bottom) this.bottom = y;
  }

  addRect(x: number, y: number, width: number, height: number): void {
    this.addPoint(x, y);
    this.addPoint(x + width, y + height);
  }

  /** Adds the four corners of `other` as `matrix` moves them. */
  addBox(other: Box, matrix: Matrix): void {
    if (other.isEmpty) return;
    for (const x of [other.left, other.right]) {
      for (const y of [other.top, other.bottom]) {
        this.addPoint(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f);
      }
    }
  }

  /** The box as a rectangle; an empty box is a point at the origin, as in browsers. */
  toRect(): Rect {
    if (this.isEmpty) return rect(0, 0, 0, 0);
    return rect(this.left, this.top, this.right - this.left, this.bottom - this.top);
  }
}
