import { ACTION_CHECKS } from './actions.js';
import { CATEGORY_REGION_CHECKS } from './categoriesByRegion.js';
import { CLEANING_CHECKS } from './cleaning.js';
import { CONCLUSION_CHECKS } from './conclusions.js';
import { PORTRAIT_CHECKS } from './portrait.js';
import { PRODUCT_CHECKS } from './products.js';
import { PROFILE_CHECKS } from './profiles.js';
import { REGION_CHECKS } from './regions.js';
import { SEGMENT_CHECKS } from './segments.js';
import { SEGMENT_REGION_CHECKS } from './segmentsByRegion.js';
import type { UserCheck } from './study.js';
import { VALUE_CHECKS } from './value.js';

/** How each published claim of the user study is recomputed, by its id. */
export const USER_CHECKS: Readonly<Record<string, UserCheck>> = {
  ...CLEANING_CHECKS,
  ...PORTRAIT_CHECKS,
  ...VALUE_CHECKS,
  ...SEGMENT_CHECKS,
  ...PROFILE_CHECKS,
  ...PRODUCT_CHECKS,
  ...REGION_CHECKS,
  ...SEGMENT_REGION_CHECKS,
  ...CATEGORY_REGION_CHECKS,
  ...CONCLUSION_CHECKS,
  ...ACTION_CHECKS,
};
