import type { Label } from '../../core/label.js';
import type { Crossed } from './crossed.js';
import type { Source } from './source.js';

const BARS: Label = { en: 'Error bars', zh: '误差线' };
const BAND: Label = { en: 'Band', zh: '阴影' };

/** Explains the error bars or band of a figure: `Error bars: 95% interval`; empty if no cell has an interval. */
export function intervalNote(
  source: Source,
  { series }: Crossed,
  drawn: 'bars' | 'band',
  given?: string | null,
): string | undefined {
  const names = series
    .filter(({ cells }) => cells.some((cell) => (cell?.interval ?? null) !== null))
    .map(({ column }) => given ?? source.column(column).of?.interval)
    .filter((name) => name !== undefined);
  const [name] = names;
  return name === undefined ? undefined : intervalText(source, name, drawn);
}

/** @param name the column of the intervals. */
export function intervalText(source: Source, name: string, drawn: 'bars' | 'band'): string {
  const what = (drawn === 'bars' ? BARS : BAND)[source.locale];
  return `${what}${source.locale === 'zh' ? '：' : ': '}${source.heading(name)}`;
}

/** Several notes joined into one; undefined if there are none. */
export function notesOf(source: Source, notes: readonly (string | undefined)[]): string | undefined {
  const said = notes.filter((note) => note !== undefined);
  return said.length === 0 ? undefined : said.join(source.locale === 'zh' ? '；' : '; ');
}
