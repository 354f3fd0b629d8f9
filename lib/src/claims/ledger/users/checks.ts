import type { UserCheck } from './study.js';

/** How each published claim of the user study is recomputed, by its id. */
export const USER_CHECKS: Readonly<Record<string, UserCheck>> = {};
