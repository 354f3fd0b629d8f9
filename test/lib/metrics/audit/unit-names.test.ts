import { describe, expect, it } from 'vitest';
import { unitOfName } from '../../../../lib/src/metrics/audit/unit-names.js';

const MONTH = 365.25 / 12;

describe('the name of a column', () => {
  it('has all that is known of a unit', () => {
    expect(unitOfName('avg_transactions_per_month')).toEqual({
      ...{ name: 'avg_transactions_per_month', stem: 'transaction', parts: 0 },
      ...{ kind: 'rate', days: MONTH, unit: 'months', lifetime: false },
    });
    expect(unitOfName('tenure_weeks')).toMatchObject({
      ...{ stem: 'tenure', kind: 'duration', days: 7, unit: 'weeks', lifetime: true },
    });
    expect(unitOfName('_')).toMatchObject({ stem: '', parts: 0, kind: 'plain', days: 1, lifetime: false });
  });

  it.each([
    ['HTTPRequestsPerDay', { stem: 'http request', kind: 'rate', days: 1 }],
    ['orders2024', { stem: '2024 order', kind: 'plain' }],
    ['orders_2', { stem: '2 order', kind: 'plain' }],
    ['gas_level', { stem: 'gas level' }],
    ['class_members', { stem: 'class member' }],
    ['orders_monthly', { stem: 'order', kind: 'rate', days: MONTH }],
    ['per_month_orders', { stem: 'order', kind: 'rate', days: MONTH }],
    ['days_per_order', { stem: 'day order', kind: 'plain' }],
    ['day_of_month', { stem: 'day', kind: 'duration', days: MONTH }],
    ['per_order', { stem: 'order', kind: 'plain' }],
    ['annually_spent', { stem: 'spent', kind: 'rate', days: 365.25 }],
  ])('is read in words: %s', (name, expected) => {
    expect(unitOfName(name)).toMatchObject(expected);
  });

  it.each([
    ['orders_q1', { stem: 'order', kind: 'part', parts: 4 }],
    ['Q4Orders', { stem: 'order', kind: 'part', parts: 4 }],
    ['h2_revenue', { stem: 'revenue', kind: 'part', parts: 2 }],
    ['dec_orders', { stem: 'order', kind: 'part', parts: 12 }],
    ['h3_revenue', { stem: 'h3 revenue', kind: 'plain', parts: 0 }],
    ['q5_orders', { stem: 'order q5', kind: 'plain', parts: 0 }],
    ['q12_orders', { stem: '12 order q', kind: 'plain', parts: 0 }],
    ['q_orders', { stem: 'order q', kind: 'plain', parts: 0 }],
    ['august_orders', { stem: 'august order', kind: 'plain', parts: 0 }],
    ['remay_orders', { stem: 'order remay', kind: 'plain', parts: 0 }],
  ])('says of which part of the year it is: %s', (name, expected) => {
    expect(unitOfName(name)).toMatchObject(expected);
  });

  it('may be a word that every object of the language has', () => {
    expect(unitOfName('constructor_points')).toMatchObject({ stem: 'constructor point', kind: 'plain' });
    expect(unitOfName('constructor_age_months')).toMatchObject({ kind: 'duration', days: MONTH });
  });
});
