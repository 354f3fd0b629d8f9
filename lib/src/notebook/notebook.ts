import type { Chart } from '../charts/chart.js';
import { claim, type ClaimInput } from '../claims/claim.js';
import type { Locale } from '../label.js';
import { claimView } from './claim.js';
import { show } from './display.js';
import { figure } from './figure.js';
import { table, type TableOptions } from './table.js';

/** The three kinds of output of a notebook, in its language. */
export interface NotebookOutputs {
  table<R>(rows: readonly R[], options: Omit<TableOptions<R>, 'locale'>): Promise<void>;
  figure(name: string, chart: Chart): Promise<void>;
  claim<Name extends string>(input: ClaimInput<Name>): Promise<void>;
}

/**
 * Outputs of a notebook in one language.
 *
 * @example
 * const out = outputs('zh');
 * await out.table(rows, { columns });
 */
export function outputs(locale: Locale): NotebookOutputs {
  return {
    table: (rows, options) => show(table(rows, { ...options, locale })),
    figure: (name, chart) => show(figure(name, chart)),
    claim: (input) => show(claimView(claim(input), { locale })),
  };
}
