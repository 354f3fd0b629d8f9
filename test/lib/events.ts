import { eventTypes } from '../../lib/src/events/types.js';
import { taobao } from 'tally-studies';

/** An event as a test writes it; `at` is local time in the window's zone when it is a text, else epoch seconds. */
export interface TestEvent {
  readonly user: number;
  readonly item?: number;
  readonly category?: number;
  readonly behavior: taobao.EventType;
  readonly at: number | string;
}

/** Epoch seconds of a wall-clock time of Shanghai, which is 8 hours ahead all year: `2017-11-25 10:00`. */
export function shanghai(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}${local.length === 16 ? ':00' : ''}Z`) / 1000 - 8 * 3600;
}

/** The types of events of tests: those of the study. */
export const TYPES = eventTypes(taobao.TYPES);
export const TYPE_KEYS: readonly taobao.EventType[] = TYPES.map(({ key }) => key);

/** The steps of most funnels of tests. */
export const STEPS = [['pv'], ['cart', 'fav'], ['buy']] as const;

/** What tests take for views and purchases. */
export const TRAFFIC = { views: ['pv'], purchases: ['buy'] } as const;
