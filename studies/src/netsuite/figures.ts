import { sql, type audit } from 'tally';
import type { Check } from '../study/claim.js';
import { once } from '../study/once.js';
import { auditCadence, auditCustomers, THRESHOLD } from './audit.js';
import type { Customers } from './contract.js';

/** Recomputes one published claim of the audited segmentation. */
export type NetsuiteCheck = Check<NetsuiteFigures>;

/** The results shared by several claims, each computed on first use and then kept. */
export type NetsuiteFigures = ReturnType<typeof netsuiteFigures>;

/** A volatility from which purchases are usually called irregular: the sd is half of their mean. */
export const VOLATILE = 0.5;

/** The volatility of the anomalies of a segment. */
export interface Volatility {
  readonly segment: string;
  readonly anomalies: number;
  readonly median: number;
  /** Anomalies with a volatility of {@link VOLATILE} or more. */
  readonly volatile: number;
}

/** The results on a loaded customer table. */
export function netsuiteFigures(customers: Customers) {
  return {
    customers,
    audit: once(() => auditCustomers(customers)),
    /** Number of transactions against transactions a month. */
    cadence: once(async (): Promise<audit.Match> => {
      const { match } = await auditCadence(customers);
      if (match === null) throw new TypeError('The audit of the cadence has no match.');
      return match;
    }),
    /** Anomalies and median volatility by segment, and how many anomalies are volatile. */
    volatility: once((): Promise<Volatility[]> =>
      customers.engine.all(
        sql`WITH centers AS (
          SELECT profitability_segment AS segment, CAST(sum(retention_probability) AS DOUBLE) / count(*) AS center
          FROM ${customers} GROUP BY 1
        ), anomalies AS (
          SELECT segment, transaction_value_volatility AS v FROM ${customers} c
          JOIN centers ON c.profitability_segment = segment WHERE abs(retention_probability - center) > ${THRESHOLD}
        )
        SELECT segment, count(*) AS anomalies, ${customers.engine.dialect.median(sql`CAST(v AS DOUBLE)`)} AS median,
          count(*) FILTER (WHERE v >= ${VOLATILE}) AS volatile
        FROM anomalies GROUP BY segment ORDER BY segment`,
        { segment: 'text', anomalies: 'integer', median: 'double', volatile: 'integer' },
      ),
    ),
  };
}
