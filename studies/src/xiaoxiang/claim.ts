import { claimsOf } from '../study/claim.js';

/** No check reads dated orders yet. */
export const defineClaim = claimsOf<never>('xiaoxiang');
