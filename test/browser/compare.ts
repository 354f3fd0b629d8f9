import { PNG } from 'pngjs';
import { ssim } from 'ssim.js';
import type { DrawnPart } from './drawn-parts.js';

/** How two drawings differ in layout. */
export interface Offset {
  /** Largest difference of two coordinates in px; Infinity where the elements themselves differ. */
  readonly largest: number;
  /** The part it was found in, with both sides. */
  readonly where: string;
}

const describe = (part: DrawnPart | undefined) =>
  part === undefined ? 'nothing' : `${part.kind.slice(0, 60)} [${part.numbers.slice(0, 12).join(' ')}]`;

/** The largest distance between the coordinates of `ours` and `theirs`, part by part. */
export function largestOffset(ours: readonly DrawnPart[], theirs: readonly DrawnPart[]): Offset {
  let found: Offset = { largest: 0, where: '' };
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const [our, their] = [ours[index], theirs[index]];
    const where = `part ${index}: ours ${describe(our)}, Chromium ${describe(their)}`;
    if (our?.kind !== their?.kind || our?.numbers.length !== their?.numbers.length) {
      return { largest: Infinity, where };
    }
    our?.numbers.forEach((number, i) => {
      const largest = Math.abs(number - (their?.numbers[i] ?? 0));
      if (largest > found.largest) found = { largest, where };
    });
  }
  return found;
}

function pixels(file: Uint8Array): { data: Uint8ClampedArray; width: number; height: number } {
  const { data, width, height } = PNG.sync.read(Buffer.from(file));
  return { data: new Uint8ClampedArray(data), width, height };
}

/** Structural similarity of two PNG files of one size, 1 where they are the same; its window one axis at a time. */
export function similarity(ours: Uint8Array, theirs: Uint8Array): number {
  const [a, b] = [pixels(ours), pixels(theirs)];
  if (a.width !== b.width || a.height !== b.height) return 0;
  return ssim(a, b, { ssim: 'fast', downsample: false }).mssim;
}
