import { BEHAVIORS, isBehavior } from '../../../data/events/behaviors.js';
import { OptionsError } from '../../../errors.js';
import type { FunnelPlan } from './options.js';
import type { FunnelStep } from './steps.js';

const [FEWEST, MOST] = [2, 8];

/** @throws OptionsError unless there are 2 to 8 steps, each of behaviors that no other step has. */
export function requireSteps(steps: readonly FunnelStep[]): void {
  if (steps.length < FEWEST || steps.length > MOST) {
    throw new OptionsError(`A funnel has ${FEWEST} to ${MOST} steps, not ${steps.length}.`);
  }
  steps.forEach((step, index) => {
    requireBehaviors(`Step ${index + 1}`, step.behaviors);
    const shared = step.behaviors.find((name) =>
      steps.slice(0, index).some((other) => other.behaviors.includes(name)),
    );
    if (shared !== undefined) {
      throw new OptionsError(
        `Step ${index + 1} has "${shared}" as an earlier step does: an event is of one step only.`,
      );
    }
  });
}

/** @throws OptionsError unless exclusions are of an ordered funnel, of behaviors of no step, between two steps. */
export function requireExclusions({ exclusions, order, steps }: FunnelPlan): void {
  if (exclusions.length > 0 && order !== 'ordered') {
    throw new OptionsError(`Exclusions need the order "ordered", not "${order}".`);
  }
  for (const { behaviors, after } of exclusions) {
    requireBehaviors('An exclusion', behaviors);
    const step = steps.findIndex((one) => one.behaviors.some((name) => behaviors.includes(name)));
    if (step >= 0) {
      throw new OptionsError(`An exclusion has a behavior of step ${step + 1}: exclude what is no step.`);
    }
    if (after !== undefined && !(Number.isInteger(after) && after >= 1 && after < steps.length)) {
      throw new OptionsError(
        `An exclusion comes after step ${after}: there are steps 1 to ${steps.length - 1} before the last.`,
      );
    }
  }
}

function requireBehaviors(what: string, behaviors: readonly string[]): void {
  const unknown = behaviors.filter((name) => !isBehavior(name));
  if (behaviors.length > 0 && unknown.length === 0) return;
  const found = behaviors.length === 0 ? 'no behaviors' : `the unknown behavior "${unknown.join('", "')}"`;
  throw new OptionsError(`${what} has ${found}: name some of ${BEHAVIORS.join(', ')}.`);
}
