import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Difference } from '../difference.js';
import type { CompareRules } from '../rules.js';

/**
 * How two PNG pictures differ under the rules, with a picture that marks the pixels in red; undefined when they
 * do not. Pictures of the same pixels are the same, however they are packed.
 *
 * @param what names the picture in the message
 */
export function comparePng(
  expected: Uint8Array,
  actual: Uint8Array,
  { figure, pixels }: Pick<CompareRules, 'figure' | 'pixels'>,
  what: string,
): Difference | undefined {
  if (figure === 'data' || Buffer.from(expected).equals(actual)) return undefined;
  const difference = (message: string, marked?: Uint8Array): Difference => ({
    kind: 'figure-pixels',
    path: what,
    message: `${what}: ${message}`,
    pictures: { expected, actual, ...(marked && { difference: marked }) },
  });
  const [before, after] = [decode(expected), decode(actual)];
  if (before === undefined) return difference('the committed image is not a readable PNG');
  if (after === undefined) return difference('the fresh image is not a readable PNG');
  const { width, height } = before;
  if (width !== after.width || height !== after.height) {
    return difference(`size ${width} × ${height} -> ${after.width} × ${after.height}`);
  }
  if (figure === 'size') return undefined;
  const marked = new PNG({ width, height });
  const { threshold } = pixels;
  const count = pixelmatch(before.data, after.data, marked.data, width, height, {
    threshold,
    // Exact means exact: edges smoothed in another way count too.
    includeAA: threshold === 0,
  });
  const share = count / (width * height);
  if (count === 0 || share <= pixels.share) return undefined;
  const percent = `${(100 * share).toPrecision(2)} %`;
  return difference(`${count} of ${width * height} pixels differ (${percent})`, PNG.sync.write(marked));
}

function decode(bytes: Uint8Array): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(bytes));
  } catch {
    return undefined;
  }
}
