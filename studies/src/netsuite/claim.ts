import { claimsOf, type DefinedClaim } from '../study/claim.js';
import type { NetsuiteFigures } from './figures.js';

export type { NetsuiteCheck } from './figures.js';

/** A published claim of the audited segmentation with its check. */
export type NetsuiteClaim = DefinedClaim<NetsuiteFigures>;

export const defineClaim: (claim: Omit<NetsuiteClaim, 'document'>) => NetsuiteClaim = claimsOf('netsuite');
