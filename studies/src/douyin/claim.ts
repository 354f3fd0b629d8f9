import { claimsOf, type DefinedClaim } from '../study/claim.js';
import type { DouyinFigures } from './figures.js';

/** A published claim of the user study with its check. */
export type DouyinClaim = DefinedClaim<DouyinFigures>;

export const defineClaim: (claim: Omit<DouyinClaim, 'document'>) => DouyinClaim = claimsOf('douyin');
