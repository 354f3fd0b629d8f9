/** The lifecycle of customers: who is in which stage, how they move, how long they stay, and who is about to leave. */
export { earlyWarning, type EarlyWarning, type WarningOptions } from './early-warning.js';
export { FIXED_STAGES, RHYTHM_STAGES, type Measure, type Range, type Stage, type StagePlan } from './plan.js';
export { lifecycleStages as stages, type Staged, type StageOptions } from './stages.js';
export { survival, type Survival, type SurvivalOptions } from './survival.js';
export { stageTransitions as transitions, type Transitions } from './transitions.js';
