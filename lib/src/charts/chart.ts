import type { Figure } from 'plotly-static';
import type { Label, Locale } from '../label.js';

/** A figure and the sentence that stands in for it where it cannot be seen. */
export interface Chart {
  readonly figure: Figure;
  /** Alternative text, written from the data. */
  readonly alt: string;
}

export interface ChartOptions {
  readonly title: Label;
  readonly locale?: Locale;
}

/** The row whose value is largest, the first of equals; undefined when there is none. */
export function largest<R>(rows: readonly R[], value: (row: R) => number): R | undefined {
  return rows.reduce<R | undefined>(
    (best, row) => (best === undefined || value(row) > value(best) ? row : best),
    undefined,
  );
}
