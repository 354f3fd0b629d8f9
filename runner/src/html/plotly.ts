import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'fflate';

const require = createRequire(import.meta.url);

let source: string | undefined;
let packed: string | undefined;

/** plotly.js, as pages run it: 4.8 MB. */
export function plotlySource(): string {
  source ??= readFileSync(require.resolve('plotly.js-dist-min/plotly.min.js'), 'utf8');
  return source;
}

/** The same, gzipped and in base64, for pages that carry it: 1.9 MB, the same bytes under every version of Node. */
export function packedPlotly(): string {
  packed ??= Buffer.from(gzipSync(new TextEncoder().encode(plotlySource()), { level: 9, mtime: 0 })).toString(
    'base64',
  );
  return packed;
}
