import type { Behavior } from '../../../data/events/behaviors.js';
import type { Label } from '../../../label.js';

/** One step of a funnel: any of its behaviors is the step. */
export interface FunnelStep {
  readonly name: Label | string;
  readonly behaviors: readonly Behavior[];
}

/** Viewed, interested, bought: the steps of the marketplace study. */
export const STUDY_STEPS: readonly FunnelStep[] = [
  { name: { en: 'Viewed', zh: '浏览' }, behaviors: ['pv'] },
  { name: { en: 'Added to cart or marked', zh: '加购或收藏' }, behaviors: ['cart', 'fav'] },
  { name: { en: 'Bought', zh: '购买' }, behaviors: ['buy'] },
];
