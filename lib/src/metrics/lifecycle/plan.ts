import type { Text } from '../../core/label.js';
import { term } from '../../core/term.js';

/** More than `over`, and at most `upTo`. */
export interface Range {
  readonly over?: number;
  readonly upTo?: number;
}

/** What a stage may ask of a customer on a date. */
export const MEASURES = ['orders', 'tenure', 'recency', 'lateness'] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * A stage: its name, and whom it takes. `orders` = purchases, `tenure` = days since the first one, `recency` = days since
 * the last one, `lateness` = recency / usual interval of the customer.
 */
export interface Stage extends Readonly<Partial<Record<Measure, Range>>> {
  readonly label: Text;
  readonly color?: string;
}

/** Stages by key. A customer is in the first whose conditions all hold. */
export type StagePlan<K extends string = string> = Readonly<Record<K, Stage>>;

const LABELS = {
  new: { label: term('newCustomers') },
  growing: { label: term('growingStage') },
  mature: { label: term('matureStage') },
  declining: { label: term('decliningStage') },
  lost: { label: term('lostTier') },
} as const;

/**
 * Stages by the customer's own rhythm: new with one order, growing with two to five and mature with more, as long as the
 * last one is no longer ago than twice the usual interval; declining up to five times, and then lost.
 */
export const RHYTHM_STAGES = {
  new: { ...LABELS.new, orders: { upTo: 1 }, lateness: { upTo: 2 } },
  growing: { ...LABELS.growing, orders: { upTo: 5 }, lateness: { upTo: 2 } },
  mature: { ...LABELS.mature, lateness: { upTo: 2 } },
  declining: { ...LABELS.declining, lateness: { upTo: 5 } },
  lost: { ...LABELS.lost, lateness: { over: 5 } },
} as const satisfies StagePlan;

/** The same stages by fixed days for everybody: active up to 60 days after the last order, lost after 180. */
export const FIXED_STAGES = {
  new: { ...LABELS.new, orders: { upTo: 1 }, recency: { upTo: 60 } },
  growing: { ...LABELS.growing, orders: { upTo: 5 }, recency: { upTo: 60 } },
  mature: { ...LABELS.mature, recency: { upTo: 60 } },
  declining: { ...LABELS.declining, recency: { upTo: 180 } },
  lost: { ...LABELS.lost, recency: { over: 180 } },
} as const satisfies StagePlan;
