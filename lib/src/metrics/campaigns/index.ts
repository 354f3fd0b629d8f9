/** What campaigns bring in for what they cost, against a control group. */
export { outcomes, type OutcomeOptions, type WithOutcomes } from './outcomes.js';
export { roi, type Roi } from './roi.js';
export type { RoiOptions } from './options.js';
