/**
 * Every constant of the event generator. `T-…` names the published claim a figure comes from; what is marked
 * "shape" was measured on a file of 814 real users and rounded; "fitted" was found by generating.
 */

/** T-1-WINDOW: nine days, the first at midnight in Shanghai (UTC+8, no daylight saving), as epoch seconds. */
export const WINDOW = { start: 1_511_539_200, days: 9 } as const;

/** T-3.0-TYPES over all users (T-3.4-COHORT): mean events of a user, flawed rows included. Fitted. */
export const EVENTS_PER_USER = 101.4;

/** T-3.4-COHORT: users by the day on which they are first seen. */
export const COHORTS = [706_641, 158_188, 63_825, 31_331, 17_931, 9_801, 255, 18, 1] as const;

/**
 * Share of the users seen before a day who are active on it, by day: solved from T-3.4-CURVE and T-3.4-COHORT,
 * on the reading that the curve is a calendar effect alone (T-3.4-CAL).
 */
export const DAY_RATES = [1, 0.7564, 0.7338, 0.7281, 0.7327, 0.7454, 0.7702, 0.983, 0.983] as const;

/** Shape: how far the days of one user go together (0: each day alone, 1: by loyalty alone). */
export const LOYALTY = 0.6;

/** Shape: log of the events on an active day: `base + perDay * active days + spread * (deviation of about 1)`. */
export const INTENSITY = { base: 1.01, perDay: 0.19, spread: 0.62 } as const;

/** Shape: location and steepness of log events of a user, which turn them into a rank between 0 and 1. */
export const ACTIVITY = { centre: 4.28, steepness: 1.9 } as const;

/** Shape: visits (hours with events) of an active day: `scale * events^power / active days`. */
export const VISITS = { scale: 1.75, power: 0.58 } as const;

/**
 * T-3.3-FREQ, T-3.3-FIG1: shares of users without a purchase, with one, two and three; from four on each
 * further purchase has the same chance. `tie` is how often activity decides instead of chance (shape).
 */
export const PURCHASES = { upTo: [0.3194, 0.5507, 0.7088, 0.8121], another: 0.697, tie: 0.3 } as const;

/** T-3.3-FIG1: how often a purchase joins an earlier one of the same visit, for two or three, and for more. */
export const JOINT_PURCHASE = { few: 0.25, many: 0.45 } as const;

/** T-3.2-PARTS: shares of users with neither cart nor favourite, and with cart only, favourite only, both. */
export const INTEREST = { neither: 0.1303, favOnly: 0.252, cartOnly: 0.7271, tie: 0.45 } as const;

/** T-3.0-TYPES: carts (favourites) of a user who has any: `1 + scale * exponential * events^power`. Fitted. */
export const CARTS = { scale: 0.62, power: 0.5 } as const;
export const FAVOURITES = { scale: 0.85, power: 0.45 } as const;

/** T-3.2-FUNNEL: share of the interested users who never only look (3,889 of 987,994 users). */
export const NEVER_VIEWS = 0.0045;

/**
 * Shape: how often an event on an item follows an earlier one of the same user on that item: a view before a
 * purchase, a cart or a favourite; a cart or a favourite before a purchase; a view of an item viewed already.
 */
export const EARLIER = { viewOfPurchase: 0.5, viewOfCart: 0.13, viewOfFavourite: 0.07, cart: 0.2, fav: 0.07, again: 0.19 } as const;

/** Shape: how often the earlier event falls into the same visit. */
export const SAME_VISIT = 0.5;

/** Visits by hour in permille (shape; T-3.5-PV21: the peak at 21). */
export const VISIT_HOURS = [29, 13, 7, 4, 4, 6, 15, 26, 36, 43, 47, 48, 46, 51, 50, 53, 53, 49, 49, 58, 66, 73, 63, 47] as const;

/** Purchases by hour in permille (shape, smoothed; T-3.5-CV10: purchases per user at their peak at 10). */
export const PURCHASE_HOURS = [27, 13, 5, 3, 3, 4, 8, 17, 30, 48, 65, 56, 57, 62, 57, 55, 57, 47, 49, 61, 70, 75, 63, 41] as const;

/**
 * T-3.1-N689: of all categories by rank, the share of events that fall on the first `rank` of them. Between
 * two knots an event's rank is uniform on a logarithmic scale.
 */
export const CATEGORY_KNOTS = [
  { share: 0, rank: 1 },
  { share: 0.03, rank: 3 },
  { share: 0.13, rank: 11 },
  { share: 0.33, rank: 51 },
  { share: 0.58, rank: 201 },
  { share: 0.8, rank: 690 },
  { share: 0.93, rank: 1801 },
  { share: 0.99, rank: 3601 },
  { share: 0.9993, rank: 6001 },
  { share: 1, rank: 9440 },
] as const;

/** Shape: the catalogue has this many items; a category of rank r has about as many as 1 / sqrt(r). */
export const CATALOGUE = { items: 4_160_000, categories: 9_439 } as const;

/** Shape: a user's events fall on about `events / perTaste` categories. */
export const EVENTS_PER_TASTE = 3.2;

/** Ids are scattered over a range of this many numbers (a prime), as the real ones are. */
export const ID_RANGE = 5_163_001;

/** Rows outside the window or with a behaviour that does not exist: per user; two of them at a time. */
export const FLAWS = { users: 0.028, duplicates: 0.0015 } as const;

/** Of a thousand flawed rows: how many (cumulated) are of an unknown behaviour, years ahead, of 1970, after the window; the others before it. */
export const FLAW_KINDS = { unknown: 40, yearsAhead: 50, epoch: 60, after: 110 } as const;
