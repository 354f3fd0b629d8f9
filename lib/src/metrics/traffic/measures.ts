import { OptionsError } from '../../errors.js';
import { heading } from '../../core/heading.js';
import type { Result } from '../../core/result.js';
import { isNumeric, type Categories, type Column, type Schema, type ValueOf } from '../../core/schema.js';

/** The numeric columns of a schema. */
export type Measure<S extends Schema> = {
  readonly [C in keyof S]: ValueOf<S[C]> extends number | null ? C : never;
}[keyof S] &
  string;

/** What traffic is broken down by: hours of the day or dates. */
export type TrafficKey = 'hour' | 'date';

export function keyOf(result: Result): TrafficKey {
  const found = (['hour', 'date'] as const).find((name) => Object.hasOwn(result.schema, name));
  if (found === undefined) throw new OptionsError(`${result.name} is not by hour or date.`);
  return found;
}

/** Columns as the categories of a measure column, with their labels and number formats. */
export function measureValues<M extends string>(result: Result, measures: readonly M[]): Categories<M> {
  const entries = measures.map((name) => {
    const column: Column = result.column(name);
    if (!isNumeric(column)) throw new OptionsError(`${result.name}: "${name}" is not a numeric column.`);
    const { format, digits, unit } = column;
    const label = { en: heading(column, 'en'), zh: heading(column, 'zh') };
    return [
      name,
      {
        label,
        written: {
          ...(format !== undefined && { format }),
          ...(digits !== undefined && { digits }),
          ...(unit !== undefined && { unit }),
        },
      },
    ];
  });
  return Object.fromEntries(entries) as Categories<M>;
}
