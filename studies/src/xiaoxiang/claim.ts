import { claimsOf, type Check, type DefinedClaim } from '../study/claim.js';
import type { XiaoxiangFigures } from './figures.js';

/** Recomputes one published claim of the tiering system. */
export type XiaoxiangCheck = Check<XiaoxiangFigures>;

/** A published claim of the tiering system with its check. */
export type XiaoxiangClaim = DefinedClaim<XiaoxiangFigures>;

export const defineClaim: (claim: Omit<XiaoxiangClaim, 'document'>) => XiaoxiangClaim = claimsOf('xiaoxiang');
