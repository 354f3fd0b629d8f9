import { CLEANING_CHECKS } from './cleaning.js';
import { PORTRAIT_CHECKS } from './portrait.js';
import type { UserCheck } from './study.js';
import { VALUE_CHECKS } from './value.js';

/** How each published claim of the user study is recomputed, by its id. */
export const USER_CHECKS: Readonly<Record<string, UserCheck>> = {
  ...CLEANING_CHECKS,
  ...PORTRAIT_CHECKS,
  ...VALUE_CHECKS,
};
