import type { DataFrame } from 'danfojs-node';

/**
 * Rows as a danfo DataFrame, for small tables and for readers who think in DataFrames. danfo is loaded only
 * here, since it costs a second and 100 MB; heavy work belongs in the engine.
 *
 * @example
 * const frame = await toDataFrame(await engine.all(query, shape));
 * frame.print();
 */
export async function toDataFrame(rows: readonly Readonly<Record<string, unknown>>[]): Promise<DataFrame> {
  const danfo = await import('danfojs-node');
  return new danfo.DataFrame([...rows]);
}
