import { PNG } from 'pngjs';
import type { JsonObject } from '../../../runner/src/json.js';
import type { Output, RichOutput } from '../../../runner/src/nbformat/index.js';

export function stream(text: string, name: 'stdout' | 'stderr' = 'stdout'): Output {
  return { output_type: 'stream', name, text };
}

export function display(data: RichOutput['data'], metadata: JsonObject = {}): RichOutput {
  return { output_type: 'display_data', data, metadata };
}

export function claim(text: string, ok = true, id?: string): RichOutput {
  const content = { text, verdict: ok ? 'holds' : 'broken', ok, ...(id !== undefined && { id }) };
  return display({ 'application/vnd.claim.v1+json': content, 'text/markdown': text, 'text/plain': text });
}

export function figure(name: string, y: readonly number[], picture: Uint8Array): RichOutput {
  return display(
    {
      'application/vnd.plotly.v1+json': { data: [{ type: 'bar', y: [...y] }], layout: {} },
      'image/png': Buffer.from(picture).toString('base64'),
      'text/plain': '[figure]',
    },
    { figure: { name, alt: name } },
  );
}

/** A white picture with some pixels in a grey of 0 (black) to 255. */
export function png(
  width: number,
  height: number,
  dots: readonly [x: number, y: number, grey: number][] = [],
): Uint8Array {
  const picture = new PNG({ width, height });
  picture.data.fill(255);
  for (const [x, y, grey] of dots) picture.data.fill(grey, 4 * (y * width + x), 4 * (y * width + x) + 3);
  return PNG.sync.write(picture);
}
