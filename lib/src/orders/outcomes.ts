import * as column from '../core/column.js';
import type { Category } from '../core/schema.js';
import { term } from '../core/term.js';

/** Whether refunds lower revenue, or are left out together with what was free. */
export type RefundRule = 'net' | 'exclude';

/** Whether an amount is that of its line, or of the whole order. */
export type AmountPer = 'line' | 'order';

/** Where the lines of a file go; every line goes to one of these. The first four are counted. */
export const OUTCOMES = {
  sale: { label: term('saleLines') },
  refund: { label: term('refundLines') },
  free: { label: term('freeLines') },
  further: { label: term('furtherLines') },
  refundExcluded: { label: term('refundLinesExcluded') },
  freeExcluded: { label: term('freeLinesExcluded') },
  canceled: { label: term('canceledLines') },
  unpaid: { label: term('unpaidLines') },
  duplicate: { label: term('duplicateLines') },
  later: { label: term('linesAfterAsOf') },
  noCustomer: { label: term('linesWithoutCustomer') },
  twoCustomers: { label: term('linesOfTwoCustomers') },
  noAmount: { label: term('linesWithoutAmount') },
  twoAmounts: { label: term('linesOfTwoAmounts') },
} as const satisfies Readonly<Record<string, Category>>;

export type Outcome = keyof typeof OUTCOMES;

/** The outcomes of lines that metrics count. */
export const COUNTED = ['sale', 'refund', 'free', 'further'] as const satisfies readonly Outcome[];

export const OUTCOME_COLUMN = column.category('whereTo', OUTCOMES);

/** Words of a status that mean that an order was not kept, whatever their case. */
export const CANCELED = [
  ...['cancelled', 'canceled', 'refunded', 'returned', 'void', 'voided', 'failed'],
  ...['storniert', 'retourniert', 'erstattet', 'annulé', 'annulée', 'remboursé', 'remboursée'],
  ...['cancelado', 'anulado', 'reembolsado', 'devuelto'],
  ...['已取消', '取消', '已退款', '退款成功', '全额退款', '已退货', '交易关闭', '已关闭'],
] as const;

/** Words of a status that mean that an order has not been paid yet, whatever their case. */
export const UNPAID = [
  ...['pending', 'unpaid', 'pending payment', 'awaiting payment', 'payment pending'],
  ...['unbezahlt', 'ausstehend', 'en attente', 'en attente de paiement', 'pendiente', 'pendiente de pago'],
  ...['待付款', '等待买家付款', '未付款', '待支付', '未支付'],
] as const;
