/**
 * Every constant of the event generator. `T-…` names the published claim a figure comes from; what is marked
 * "shape" was measured on a file of 814 real users and rounded; "fitted" was found by generating.
 */

/** T-1-WINDOW: nine days, the first at midnight in Shanghai (UTC+8, no daylight saving), as epoch seconds. */
export const WINDOW = { start: 1_511_539_200, days: 9 } as const;

/** T-3.0-TYPES over all users (T-3.4-COHORT): mean events of a user, flawed rows included. Fitted. */
export const EVENTS_PER_USER = 101.37;

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
export const INTENSITY = { base: 1.003, perDay: 0.19, spread: 0.62 } as const;

/** Shape: location and steepness of log events of a user, which turn them into a rank between 0 and 1. */
export const ACTIVITY = { center: 4.28, steepness: 1.9 } as const;

/** Shape: visits (hours with events) of an active day: `scale * events^power / active days`. */
export const VISITS = { scale: 1.55, power: 0.58 } as const;

/**
 * T-3.3-FREQ, T-3.3-FIG1: shares of users without a purchase, with one, two and three; from four on each
 * further purchase has the same chance. `tie` is how often activity decides instead of chance (shape). Bounds lie
 * a little off the published shares where the rank of activity is not quite uniform.
 */
export const PURCHASES = { upTo: [0.3198, 0.5583, 0.715, 0.815], another: 0.697, tie: 0.3 } as const;

/**
 * T-3.3-FIG1, fitted: how often a purchase joins the visit of an earlier one, for up to three purchases and for
 * more, and how often more than three are all made in one visit.
 */
export const JOINT_PURCHASE = { few: 0.3, many: 0.45, oneVisit: 0.055 } as const;

/**
 * T-3.2-PARTS: below which draw a user has neither cart nor favorite, a favorite only, and a cart only; above,
 * both. `tie` and the bounds as in `PURCHASES`.
 */
export const INTEREST = { neither: 0.1222, favOnly: 0.2466, cartOnly: 0.738, tie: 0.45 } as const;

/** T-3.0-TYPES: carts of a user who has any: `1 + scale * exponential * events^power`. Fitted. */
export const CARTS = { scale: 0.698, power: 0.5 } as const;
/** T-3.0-TYPES: see `CARTS`. */
export const FAVORITES = { scale: 0.84, power: 0.45 } as const;

/** T-3.2-FUNNEL: users without a view, of whom there are few, have few events (shape); fitted to 3,889 users. */
export const NEVER_VIEWS = { below: 25, share: 0.062 } as const;

/** Shape: how often a purchase has a cart or favorite of the same item before it, if the user has any. */
export const BEFORE_PURCHASE = { cart: 0.3, favorite: 0.2 } as const;

/** Shape: how often a view of the item comes before a purchase, a cart, a favorite. */
export const VIEWS_BEFORE = { purchase: 0.5, cart: 0.1, favorite: 0.05 } as const;
/** Shape: see `VIEWS_BEFORE`. */
export const VIEWS_AFTER = { purchase: 0.25, cart: 0.6, favorite: 0.5 } as const;

/** Shape: how often another view is of an item viewed already. */
export const VIEWED_AGAIN = 0.25;

/** Shape: how often a cart or favorite falls into the visit of its purchase, and a view into that of its event. */
export const SAME_VISIT = { cart: 0, view: 0.5 } as const;

/** Visits by hour in permille (shape; T-3.5-PV21: the peak at 21). */
export const VISIT_HOURS = [
  31, 13, 7, 4, 4, 6, 15, 25, 33, 41, 45, 46, 43, 50, 50, 53, 53, 48, 49, 60, 69, 78, 67, 50,
] as const;

/** Purchases by hour in permille (shape, smoothed; T-3.5-CV10: purchases per user at their peak at 10). */
export const PURCHASE_HOURS = [
  27, 13, 5, 3, 3, 4, 8, 17, 30, 47, 61, 55, 54, 58, 56, 55, 57, 47, 49, 61, 68, 72, 63, 41,
] as const;

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

/** Shape: the catalog has this many items; a category of rank r has about as many as 1 / sqrt(r). */
export const CATALOG = { items: 4_160_000, categories: 9_439 } as const;

/** Shape: a user's events fall on about one category for so many. */
export const EVENTS_PER_TASTE = 3.8;

/** Ids are scattered over a range of this many numbers (a prime), as the real ones are. */
export const ID_RANGE = 5_163_001;

/**
 * Shares of users with two flawed rows (0.055 % of all rows, T-1-ROWS less T-3.0-TYPES) and of users whose first
 * row stands twice.
 */
export const FLAWS = { users: 0.028, duplicates: 0.0015 } as const;

/** Of a thousand flawed rows: how many (cumulated) are of an unknown behavior, years ahead, of 1970, after the window; the others before it. */
export const FLAW_KINDS = { unknown: 40, yearsAhead: 50, epoch: 60, after: 110 } as const;
