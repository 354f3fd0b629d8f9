import { derivedColumns } from '../quality/derived.js';
import type { AuditPlan } from './options.js';

/** The identities that rows break, and how many do: counts, rates and ages that contradict each other. */
export async function formulas({ table, identities }: AuditPlan) {
  const found = await derivedColumns({ table, derived: identities });
  return found.rows
    .filter(({ broken }) => broken > 0)
    .map(({ column, formula, broken }) => ({ column, other: formula, rows: broken }));
}
