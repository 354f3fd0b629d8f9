import * as column from '../../core/column.js';
import type { Column } from '../../core/schema.js';
import type { Session } from '../../core/session.js';
import type { Relation } from '../../engine/table.js';
import type { EventTables } from '../../events/tables.js';
import { requireTypes } from '../../events/types.js';
import type { EventWindow } from '../../events/window.js';
import { wilson } from '../../stats/proportion.js';
import { ratio } from '../ratio.js';

/** What traffic metrics need from loaded events. */
export type TrafficEvents<T extends string> = Pick<EventTables<T>, 'types' | 'window' | 'days'> & {
  readonly users: Relation;
  readonly hours: Relation;
  readonly session: Session;
};

/** The event types that are views, and those that are purchases. */
export interface TrafficOptions<T extends string = string> {
  readonly views: readonly T[];
  readonly purchases: readonly T[];
}

/** @throws OptionsError if an option names no type, an unknown one, or one twice. */
export function requireTraffic(
  { types }: Pick<EventTables, 'types'>,
  { views, purchases }: TrafficOptions,
): void {
  requireTypes(types, 'views', views);
  requireTypes(types, 'purchases', purchases);
}

/** The columns for counts in a period, and for the ratios that are called conversion. */
export const TRAFFIC = {
  views: column.count('views'),
  users: column.count('users'),
  buyers: column.count('buyers'),
  purchases: column.count('purchases'),
  viewsPerUser: column.optional(column.decimal('viewsPerUser', { digits: 1, hidden: true })),
  purchasesPerBuyer: column.optional(column.decimal('purchasesPerBuyer', { hidden: true })),
  purchasesPerUser: column.optional(column.percent('purchasesPerUser')),
  buyerShare: column.optional(
    column.percent('buyerShare', { base: 'users', interval: 'buyerShareInterval' }),
  ),
  buyerShareInterval: column.optional(column.interval()),
  purchasesPerView: column.optional(column.percent('purchasesPerView', { digits: 2 })),
} as const;

/** The hour of the day, with its time zone in the header. */
export function hourColumn({ timeZone }: EventWindow): ReturnType<typeof column.hour> {
  const unit: Column['unit'] = { en: timeZone, zh: timeZone };
  return { ...column.hour('hour'), unit };
}

/** The counts in a period. */
export interface TrafficCounts {
  readonly views: number;
  /** Distinct users with any event. */
  readonly users: number;
  /** Those of them who bought. */
  readonly buyers: number;
  readonly purchases: number;
}

/** Counts with their ratios; null if there are no users, or no views. */
export function withRatios(counts: TrafficCounts) {
  const { views, users, buyers, purchases } = counts;
  return {
    ...{ views, users, buyers, purchases },
    viewsPerUser: ratio(views, users),
    purchasesPerBuyer: ratio(purchases, buyers),
    purchasesPerUser: ratio(purchases, users),
    buyerShare: ratio(buyers, users),
    buyerShareInterval: wilson(buyers, users),
    purchasesPerView: ratio(purchases, views),
  };
}
