import type { Label } from './label.js';

const UNITS = [
  { unit: 'second', seconds: 1, below: 120 },
  { unit: 'minute', seconds: 60, below: 7200 },
  { unit: 'hour', seconds: 3600, below: 172_800 },
  { unit: 'day', seconds: 86_400, below: Infinity },
] as const;

export type DurationUnit = (typeof UNITS)[number];

/** The unit for a time: seconds below two minutes, minutes below two hours, hours below two days, then days. */
export function durationUnit(seconds: number): DurationUnit {
  return UNITS.find(({ below }) => Math.abs(seconds) < below) ?? UNITS[3];
}

/**
 * A time in a suitable unit: `42.3 min`, `5.1 hr`; whole units without decimals, such as `3 days`.
 *
 * @example
 * durationText(5400); // { en: '90 min', zh: '90分钟' }
 */
export function durationText(seconds: number, style: 'short' | 'long' = 'short'): Label {
  const whole = UNITS.findLast((one) => seconds >= one.seconds && seconds % one.seconds === 0);
  const { unit, seconds: size } = style === 'long' && whole !== undefined ? whole : durationUnit(seconds);
  const digits = style === 'short' && unit !== 'second' ? 1 : 0;
  const write = (locale: string) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: style,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(seconds / size);
  return { en: write('en'), zh: write('zh') };
}
