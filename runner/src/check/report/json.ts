import { omit } from '../../omit.js';
import type { CheckReport } from '../report.js';

/** The report as JSON: everything except the images, which stay in the output folder. */
export function jsonReport({ notebooks, exitCode, outputDir }: CheckReport): string {
  const plain = notebooks.map((check) => ({
    ...omit(check, 'error'),
    ...(check.error && { error: { name: check.error.name, message: check.error.message } }),
    differences: check.differences.map((difference) => omit(difference, 'pictures')),
  }));
  return `${JSON.stringify({ exitCode, ...(outputDir !== undefined && { outputDir }), notebooks: plain }, null, 1)}\n`;
}
