import type { Label } from '../core/label.js';

export type EffectSize = 'negligible' | 'small' | 'medium' | 'large';

/**
 * The usual label for a share of explained variance (eta or epsilon squared): from .01 small, from .06 medium,
 * from .14 large. Source: Cohen (1988), Statistical Power Analysis, ch. 8.
 */
export function effectSize(shareOfVariance: number): EffectSize {
  if (shareOfVariance < 0.01) return 'negligible';
  if (shareOfVariance < 0.06) return 'small';
  return shareOfVariance < 0.14 ? 'medium' : 'large';
}

export const EFFECT_LABELS: Readonly<Record<EffectSize, Label>> = {
  negligible: { en: 'negligible', zh: '可忽略' },
  small: { en: 'small', zh: '小' },
  medium: { en: 'medium', zh: '中' },
  large: { en: 'large', zh: '大' },
};
