import { MetricError } from 'tally';
import { untestable, type Judgment } from 'tally/claims';
import type { DefinedClaim } from './claim.js';

/**
 * The result of a claim's check on the figures of its study. A claim whose metric is not defined on the data, such as
 * segments of too few users, is untestable, without affecting other claims.
 */
export async function judged<F>({ check }: DefinedClaim<F>, figures: F): Promise<Judgment> {
  try {
    return await check(figures);
  } catch (error) {
    if (error instanceof MetricError) return untestable({}, error.message);
    throw error;
  }
}
