import { DOUYIN_CATEGORIES_AND_REGIONS } from './douyin/categoriesAndRegions.js';
import { DOUYIN_CONCLUSIONS } from './douyin/conclusions.js';
import { DOUYIN_PORTRAIT } from './douyin/portrait.js';
import { DOUYIN_PREPARATION } from './douyin/preparation.js';
import { DOUYIN_PRODUCTS } from './douyin/products.js';
import { DOUYIN_PROFILES } from './douyin/profiles.js';
import { DOUYIN_REGIONS } from './douyin/regions.js';
import { DOUYIN_REGIONS_WITHIN_SEGMENTS } from './douyin/regionsWithinSegments.js';
import { DOUYIN_SEGMENTS } from './douyin/segments.js';
import { DOUYIN_SEGMENTS_WITHIN_REGIONS } from './douyin/segmentsWithinRegions.js';
import { DOUYIN_SPENDING } from './douyin/spending.js';
import type { PublishedClaim } from './publishedClaim.js';

export const DOUYIN_CLAIMS: readonly PublishedClaim[] = [
  ...DOUYIN_PREPARATION,
  ...DOUYIN_PORTRAIT,
  ...DOUYIN_SPENDING,
  ...DOUYIN_SEGMENTS,
  ...DOUYIN_PROFILES,
  ...DOUYIN_PRODUCTS,
  ...DOUYIN_REGIONS,
  ...DOUYIN_SEGMENTS_WITHIN_REGIONS,
  ...DOUYIN_REGIONS_WITHIN_SEGMENTS,
  ...DOUYIN_CATEGORIES_AND_REGIONS,
  ...DOUYIN_CONCLUSIONS,
];
