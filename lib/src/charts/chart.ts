import type { Figure } from 'plotly-static';
import { OptionsError } from '../errors.js';
import type { Label, Locale } from '../label.js';
import { emptyLayout } from './theme.js';

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

const NO_DATA: Label = { en: 'no data', zh: '无数据' };

/** The row whose value is largest, the first of equals; undefined when there is none. */
export function largest<R>(rows: readonly R[], value: (row: R) => number): R | undefined {
  return rows.reduce<R | undefined>(
    (best, row) => (best === undefined || value(row) > value(best) ? row : best),
    undefined,
  );
}

/** The sentence of a chart: what it is, its title, what is to be seen in it. */
export function sentence(kind: Label, { title, locale = 'en' }: ChartOptions, seen: string): string {
  return locale === 'zh' ? `${kind.zh}：${title.zh}；${seen}。` : `${kind.en}: ${title.en}; ${seen}.`;
}

/** What every chart is without a value to draw: its title and "No data". */
export function emptyChart(kind: Label, options: ChartOptions): Chart {
  const { title, locale = 'en' } = options;
  return {
    figure: { data: [], layout: emptyLayout(title[locale], locale) },
    alt: sentence(kind, options, NO_DATA[locale]),
  };
}

/** @throws OptionsError when a value is negative, which parts of a whole and steps of a funnel cannot be. */
export function requireNonNegative(
  chart: string,
  rows: readonly { readonly name: string; readonly value: number }[],
): void {
  const bad = rows.find((row) => row.value < 0);
  if (bad !== undefined) {
    throw new OptionsError(`${chart}: the value of "${bad.name}" is ${bad.value}; it must not be negative.`);
  }
}

/** Whether any two of these names, read as rows or columns of one chart, are equal. */
export function requireUnique(chart: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new OptionsError(`${chart}: "${twice}" is there twice; sum its rows or name them apart.`);
  }
}
