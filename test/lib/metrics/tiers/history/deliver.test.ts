import { describe, expect, it } from 'vitest';
import { requireOrdersOf } from '../../../../../lib/src/metrics/tiers/history/deliver.js';
import type { DeliveredOrders } from '../../../../../lib/src/metrics/tiers/history/deliver.js';
import type { TierHistory } from '../../../../../lib/src/metrics/tiers/history/open.js';

interface Place {
  readonly engine?: object;
  readonly timeZone?: string;
  readonly currency?: string | null;
}

const ENGINE = {};
const CHINA = { engine: ENGINE, timeZone: 'Asia/Shanghai', currency: 'CNY' };
const deliver = (delivered: Place, kept: Place = {}) => {
  const settings = { ...CHINA, ...kept };
  const history = { settings, session: { engine: ENGINE } } as unknown as TierHistory;
  const orders = { name: 'orders', session: { ...CHINA, ...delivered } } as unknown as DeliveredOrders;
  requireOrdersOf(history, orders);
};

describe('orders delivered to a history', () => {
  it('have its engine, time zone and currency', () => {
    deliver({});
    deliver({ currency: null }, { currency: null });
    expect(() => {
      deliver({ engine: {} });
    }).toThrow('orders is in another engine than the history: load both in one session.');
    expect(() => {
      deliver({ timeZone: 'Europe/Berlin' });
    }).toThrow(
      'orders has the time zone Europe/Berlin, but the history Asia/Shanghai: load the orders with that of the history.',
    );
    expect(() => {
      deliver({ currency: null });
    }).toThrow('orders has the currency none, but the history CNY: load');
    expect(() => {
      deliver({ currency: 'EUR' }, { currency: null });
    }).toThrow('orders has the currency EUR, but the history none: load');
  });
});
