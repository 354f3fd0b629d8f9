import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../../../lib/src/data/source/xlsx/serial.js';

type Case = readonly [number, Parameters<typeof momentOf>[1], string | null];

describe('the number of a day', () => {
  it.each<Case>([
    [1, 'date', '1900-01-01'],
    [59, 'date', '1900-02-28'],
    [60, 'date', null],
    [61, 'date', '1900-03-01'],
    [2_958_465, 'date', '9999-12-31'],
    [2_958_466, 'date', null],
    [-1, 'date', null],
    [0, 'date', null],
    [0.5, 'both', null],
    [0, 'time', '00:00:00'],
    [0.5, 'time', '12:00:00'],
    [1.5, 'time', '1900-01-01 12:00:00'],
    [1.5, 'duration', '36:00:00'],
    [0.5, 'date', null],
    [45_356, 'both', '2024-03-05 00:00:00'],
    [45_356.5, 'date', '2024-03-05 12:00:00'],
    [45_356 + 3723.045 / 86_400, 'both', '2024-03-05 01:02:03.045'],
    // A tenth of a millisecond before midnight.
    [45_356.999999999, 'date', '2024-03-06'],
  ])('%d is as %s %s', (serial, shown, moment) => {
    expect(momentOf(serial, shown, false)).toBe(moment);
  });

  it.each<Case>([
    [0, 'date', '1904-01-01'],
    [0.5, 'both', '1904-01-01 12:00:00'],
    [0.5, 'time', '12:00:00'],
    [60, 'date', '1904-03-01'],
    [2_957_003, 'date', '9999-12-31'],
    [2_957_004, 'date', null],
  ])('%d is as %s from 1904 on %s', (serial, shown, moment) => {
    expect(momentOf(serial, shown, true)).toBe(moment);
  });
});
