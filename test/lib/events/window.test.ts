import { describe, expect, it } from 'vitest';
import { OptionsError } from 'tally';
import { taobao } from 'tally-studies';
import { eventWindow } from '../../../lib/src/events/window.js';

describe('the window of events', () => {
  it('is whole days of a zone, half-open', () => {
    const window = eventWindow(taobao.WINDOW);
    expect(new Date(window.start * 1000).toISOString()).toBe('2017-11-24T16:00:00.000Z');
    expect(new Date(window.end * 1000).toISOString()).toBe('2017-12-03T16:00:00.000Z');
    expect(window.days).toHaveLength(9);
    expect(window.days.at(-1)).toBe('2017-12-03');
    expect(window.offsets).toEqual([{ from: window.start, offset: 28800 }]);
  });

  it('knows that a day of daylight saving has 23 or 25 hours', () => {
    const spring = eventWindow({ from: '2024-03-31', to: '2024-04-01', timeZone: 'Europe/Berlin' });
    expect((spring.end - spring.start) / 3600).toBe(23);
    expect(spring.offsets).toEqual([
      { from: spring.start, offset: 3600 },
      { from: Date.UTC(2024, 2, 31, 1) / 1000, offset: 7200 },
    ]);
    const autumn = eventWindow({ from: '2024-10-27', to: '2024-10-28', timeZone: 'Europe/Berlin' });
    expect((autumn.end - autumn.start) / 3600).toBe(25);
  });

  it('begins a day whose midnight the clocks skip at its first second', () => {
    const window = eventWindow({ from: '2017-10-15', to: '2017-10-16', timeZone: 'America/Sao_Paulo' });
    expect(new Date(window.start * 1000).toISOString()).toBe('2017-10-15T03:00:00.000Z');
    expect((window.end - window.start) / 3600).toBe(23);
  });

  it('knows offsets of half an hour and a day without midnight at its end', () => {
    const india = eventWindow({ from: '2024-01-01', to: '2024-01-02', timeZone: 'Asia/Kolkata' });
    expect(india.offsets).toEqual([{ from: india.start, offset: 19800 }]);
    const before = eventWindow({ from: '2017-10-14', to: '2017-10-15', timeZone: 'America/Sao_Paulo' });
    expect((before.end - before.start) / 3600).toBe(24);
  });

  it.each([
    [{ from: '2017-11-31' }, /"from" is "2017-11-31": write a day as YYYY-MM-DD/],
    [{ to: '4.12.2017' }, /"to" is "4.12.2017"/],
    [{ from: '2017-12-04' }, /is empty: "to" is the day after the last day/],
    [{ from: '1997-12-03' }, /has 7306 days; 7305 is the most/],
    [{ timeZone: 'Asia/Beijing' }, /"Asia\/Beijing" is not a known time zone.*IANA/],
  ])('refuses %j', (options, message) => {
    expect(() => eventWindow({ ...taobao.WINDOW, ...options })).toThrow(OptionsError);
    expect(() => eventWindow({ ...taobao.WINDOW, ...options })).toThrow(message);
  });
});
