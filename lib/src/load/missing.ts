import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import type { Categories, Schema } from '../core/schema.js';
import type { Session } from '../core/session.js';
import type { MissingCount } from '../data/account.js';
import { entryOf } from '../core/entry-of.js';

function missingSchema(columns: Categories) {
  return {
    column: column.category('column', columns),
    nulls: column.count('nulls'),
    empty: column.count('emptyTexts'),
    sentinels: column.count('sentinels'),
    missing: column.count('missing'),
    share: column.optional(column.percent('shareMissing', { base: 'missing' })),
  };
}

/** The missing values of each column by how they are written. */
export type Missing = Result<ReturnType<typeof missingSchema>>;

/**
 * Missing values by column: null, empty text, and sentinels, which are placeholders such as `N/A`.
 *
 * missing = nulls + empty + sentinels; share = missing / rows, null without rows.
 */
export function missingResult(
  session: Session,
  schema: Schema,
  counts: readonly MissingCount[],
  rows: number,
): Missing {
  const columns = Object.fromEntries(
    counts.map(({ column: name }) => [name, { label: entryOf(schema, name)?.label ?? name }]),
  );
  return new Result({
    session,
    name: 'missing-values',
    title: { en: 'Missing values by column', zh: '各列缺失值' },
    schema: missingSchema(columns),
    rows: counts.map(({ column: name, nulls, empty, sentinels }) => {
      const missing = nulls + empty + sentinels;
      return { column: name, nulls, empty, sentinels, missing, share: rows === 0 ? null : missing / rows };
    }),
    chart: { mark: 'bar', x: 'missing', y: 'column' },
  });
}
