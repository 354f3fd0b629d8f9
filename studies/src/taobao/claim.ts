import { claimsOf, type DefinedClaim } from '../study/claim.js';
import type { TaobaoFigures } from './figures.js';

/** A published claim of the study of the marketplace with its check. */
export type TaobaoClaim = DefinedClaim<TaobaoFigures>;

export const defineClaim = claimsOf<TaobaoFigures>('taobao');
