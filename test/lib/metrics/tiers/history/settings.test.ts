import { describe, expect, it } from 'vitest';
import { requireSame, settingsOf, written } from '../../../../../lib/src/metrics/tiers/history/settings.js';
import type { Session } from '../../../../../lib/src/core/session.js';
import { CUTS } from './by-hand.js';

const CHINA = { timeZone: 'Asia/Shanghai', currency: 'CNY' } as Session;
const settings = (session: Partial<Session> = {}, options = {}) =>
  settingsOf({ ...CHINA, ...session }, { from: '2024-01-01', cuts: CUTS, ...options });

describe('the settings of a history', () => {
  it('have no easing where margin and days are 0', () => {
    expect(settings({}, { hold: { margin: 0, days: 0 } }).hold).toBeNull();
    expect(settings({}, { hold: { margin: 0.1 } }).hold).toEqual({ margin: 0.1, days: 0 });
    expect(settings({}, { hold: { days: 1 } }).hold).toEqual({ margin: 0, days: 1 });
  });

  it('are written with their keys in order, whatever that of the caller is', () => {
    const cuts = '{"customers":9,"least":{"0.05":100,"0.25":40},"percentiles":{},"score":"spending"}';
    expect(written(settings())).toMatchObject({ cuts, from: '"2024-01-01"', hold: 'null' });
  });

  it('are others with another time zone or currency', () => {
    const stored = written(settings());
    requireSame('tiers.duckdb', stored, written(settings()));
    const moved = written(settings({ timeZone: 'Europe/Berlin' }));
    expect(() => requireSame('tiers.duckdb', stored, moved)).toThrow('made with another timeZone. Ask');
    const dear = written(settings({ currency: 'EUR' }));
    expect(() => requireSame('tiers.duckdb', stored, dear)).toThrow('made with another currency. Ask');
  });
});
