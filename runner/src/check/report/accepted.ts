import { counted } from '../../text/counted.js';
import type { AcceptedNotebook } from '../update.js';

/** What an update accepted, by notebook. */
export function acceptedReport(notebooks: readonly AcceptedNotebook[]): string {
  const lines = notebooks.flatMap(({ notebook, accepted }) => [
    `${notebook}: ${accepted.length === 0 ? 'up to date' : `${counted(accepted.length, 'difference')} accepted`}`,
    ...accepted.map((line) => `  ${line}`),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}
