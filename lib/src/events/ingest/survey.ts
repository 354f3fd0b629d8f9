import type { Engine, QueryOptions } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { id, literal, sql } from '../../engine/sql.js';
import { codeOf, type EventTypes } from '../types.js';
import { cleaned } from './cleaned.js';
import { scanBytes } from './digest.js';
import type { EventFile } from './files.js';
import type { EventReading } from './plan.js';
import { readEvents } from './relation.js';
import { dropRejects, lacksAmounts } from './rejects.js';
import type { NumbersLook } from './strict-numbers.js';

/** The words of the types in a file, with their first and last times. */
export type Survey = readonly {
  readonly word: string;
  readonly first: number | null;
  readonly last: number | null;
}[];

/** A column with more different words than this does not hold types of events. */
export const MOST_WORDS = 32;

/** The last second of the year 9998, so that the next day has a date of four digits too on the clocks of every zone. */
export const LATEST = 253_370_764_799;

/**
 * Reads a file once to learn its types or its days, where they are not specified. Times before 1970 are ignored; those
 * after {@link LATEST} count as it.
 *
 * @param types the types that are known already; other words are then left out.
 */
export async function surveyOf(
  engine: Engine,
  file: EventFile,
  reading: EventReading,
  types: EventTypes | null,
  options: QueryOptions,
): Promise<Survey> {
  if (file.bytes === 0) return [];
  const wanted = types === null ? sql`TRUE` : sql`${codeOf(types, id('word'), literal(0))} > 0`;
  const time = sql`CASE WHEN event_time >= 0 THEN least(event_time, ${literal(LATEST)}) END`;
  const { signal } = options;
  const begin = (look: NumbersLook) => scanBytes(file.path, look, signal && { signal });
  return readEvents(engine, file, reading, begin, async ({ relation, way, amount }, until) => {
    if (way === 'lines') await dropRejects(engine);
    const words = await engine.all(
      sql`SELECT ${cleaned(id('raw_word'))} AS word, min(first) AS first, max(last) AS last FROM (
          SELECT word AS raw_word, min(${time}) AS first, max(${time}) AS last FROM (${relation})
          WHERE ${wanted} ${way === 'records' ? sql`AND problem IS NULL` : sql``} GROUP BY raw_word
        ) GROUP BY word HAVING word IS NOT NULL ORDER BY word LIMIT ${literal(MOST_WORDS + 1)}`,
      shape({ word: 'text', first: 'integer?', last: 'integer?' }),
      until(options),
    );
    if (way !== 'lines') return words;
    const lost = await lacksAmounts(engine, amount);
    await dropRejects(engine);
    return lost ? null : words;
  });
}
