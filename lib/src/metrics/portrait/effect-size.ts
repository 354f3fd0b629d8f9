import type { Categories } from '../../core/schema.js';
import { term } from '../../core/term.js';
import type { EffectSize } from '../../stats/effect.js';

/** Cohen's effect size labels, as column categories. */
export const EFFECT_SIZES: Categories<EffectSize> = {
  negligible: { label: term('negligible') },
  small: { label: term('small') },
  medium: { label: term('medium') },
  large: { label: term('large') },
};
