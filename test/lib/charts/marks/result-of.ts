import type { Engine } from '../../../../lib/src/engine/engine.js';
import type { Label, Locale } from '../../../../lib/src/core/label.js';
import { Result, type ChartHint } from '../../../../lib/src/core/result.js';
import type { Row, Schema } from '../../../../lib/src/core/schema.js';

interface Extra {
  readonly locale?: Locale;
  readonly title?: Label | string;
  readonly currency?: string | null;
  readonly chart?: ChartHint;
}

/** A result of rows of a test's own; figures never ask its engine. */
export function resultOf<const S extends Schema>(
  schema: S,
  rows: readonly Row<S>[],
  { locale = 'en', title = { en: 'Title', zh: '标题' }, currency = 'CNY', chart }: Extra = {},
): Result<S> {
  return new Result({
    session: { engine: {} as Engine, locale, currency, timeZone: 'UTC', seed: 1, uniqueName: (base) => base },
    name: 'made-up',
    title,
    schema,
    rows,
    ...(chart !== undefined && { chart }),
  });
}
