import { claimsOf } from '../study/claim.js';

/** No check reads a customer table yet. */
export const defineClaim = claimsOf<never>('netsuite');
