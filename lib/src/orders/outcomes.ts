import * as column from '../core/column.js';
import type { Category } from '../core/schema.js';
import { term } from '../core/term.js';

/** Whether refunds lower revenue, or are left out together with what was free. */
export type RefundRule = 'net' | 'exclude';

/** Where the lines of a file go; every line goes to one of these. The first three are counted. */
export const OUTCOMES = {
  sale: { label: term('saleLines') },
  refund: { label: term('refundLines') },
  free: { label: term('freeLines') },
  refundExcluded: { label: term('refundLinesExcluded') },
  freeExcluded: { label: term('freeLinesExcluded') },
  canceled: { label: term('canceledLines') },
  duplicate: { label: term('duplicateLines') },
  later: { label: term('linesAfterAsOf') },
  noCustomer: { label: term('linesWithoutCustomer') },
  twoCustomers: { label: term('linesOfTwoCustomers') },
} as const satisfies Readonly<Record<string, Category>>;

export type Outcome = keyof typeof OUTCOMES;

/** The outcomes of lines that metrics count. */
export const COUNTED = ['sale', 'refund', 'free'] as const satisfies readonly Outcome[];

export const OUTCOME_COLUMN = column.category('whereTo', OUTCOMES);

/** Words of a status that mean that an order was not kept, whatever their case. */
export const CANCELED = [
  ...['cancelled', 'canceled', 'refunded', 'returned', 'void', 'voided', 'failed'],
  ...['storniert', 'retourniert', 'erstattet', 'annulé', 'annulée', 'remboursé', 'remboursée'],
  ...['cancelado', 'anulado', 'reembolsado', 'devuelto'],
  ...['已取消', '取消', '已退款', '退款成功', '全额退款', '已退货', '交易关闭', '已关闭'],
] as const;
