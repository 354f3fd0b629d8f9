/** A place in the coordinates of a drawing, in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
