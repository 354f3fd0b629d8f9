import type { SourceRecord } from './records.js';

/** The most common number of fields, and how many rows have it; on a tie, `hoped` wins. */
export function usualWidth(
  records: readonly SourceRecord[],
  hoped: number,
): { readonly width: number; readonly rows: number } {
  const counts = new Map<number, number>();
  for (const { fields, malformed } of records) {
    if (malformed === null) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  }
  const rows = Math.max(0, ...counts.values());
  const usual = [hoped, ...counts.keys()].find((width) => counts.get(width) === rows);
  return { width: usual ?? hoped, rows };
}

/** Without quotes, an extra field may just be a comma in a text; if all of them end empty, a comma follows each row. */
export function haveRowNames(rows: readonly SourceRecord[], columns: number): boolean {
  const whole = rows.filter(({ malformed }) => malformed === null);
  return (
    whole.every(({ text, fields }) => text.startsWith('"') && fields.length === columns + 1) &&
    whole.some(({ fields }) => fields.at(-1) !== '')
  );
}
