import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Figure } from 'plotly-static';

const REPORT = fileURLToPath(new URL('../../render/gallery/FIDELITY.md', import.meta.url));

/** Px a coordinate may be away from Chromium's. */
export const MAX_OFFSET = 0.05;

/** Heatmaps are vectors here and bitmaps in Chromium, on purpose. */
const VECTOR_CELLS = new Set(['heatmap', 'histogram2d', 'image']);

/** What the comparison found for one figure. */
export interface Finding {
  readonly name: string;
  readonly figure: Figure;
  readonly offset: number;
  readonly ssim: number;
}

const traceTypes = ({ data }: Figure): string[] => [
  ...new Set(
    data.map((trace) => ('type' in trace && typeof trace.type === 'string' ? trace.type : 'scatter')),
  ),
];

/** The structural similarity a figure must reach. */
export function leastSimilarity(figure: Figure): number {
  return traceTypes(figure).some((type) => VECTOR_CELLS.has(type)) ? 0.96 : 0.985;
}

const meets = ({ figure, offset, ssim }: Finding) => offset <= MAX_OFFSET && ssim >= leastSimilarity(figure);

const verdict = (finding: Finding) => (meets(finding) ? 'matches' : 'differs');

/** One row a figure, as a Markdown table. */
export function reportTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const { name, figure, offset, ssim } = finding;
    const px = Number.isFinite(offset) ? offset.toFixed(3) : 'other elements';
    return `| ${name} | ${traceTypes(figure).join(', ')} | ${px} | ${ssim.toFixed(4)} | ${verdict(finding)} |`;
  });
  return [
    '| Figure | Traces | Largest offset, px | SSIM | Verdict |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** Keeps the table in the repository, when a person asks for it. */
export function writeReport(findings: readonly Finding[], version: string): void {
  if (process.env['UPDATE_GOLDEN'] !== '1' || process.env['CI'] !== undefined) return;
  const matching = findings.filter(meets).length;
  const text = `# Fidelity

Each figure of the gallery, drawn here and by Chromium ${version} with the same plotly.js and the same fonts, at 640 × 400 pixels unless the figure names its own size. \`make test-browser\` compares them again.

- Largest offset: of all coordinates of all drawn elements, in CSS pixels. At most ${MAX_OFFSET}.
- SSIM: structural similarity of the two PNGs, unscaled, 11-pixel Gaussian window. At least 0.985; 0.96 with heatmap cells, which are vectors here and bitmaps in Chromium.

${matching} of ${findings.length} figures match.

${reportTable(findings)}
`;
  writeFileSync(REPORT, text);
}
