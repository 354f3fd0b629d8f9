import { OptionsError } from '../../errors.js';
import { requireTypes, typeOf, type EventTypes } from '../../events/types.js';
import type { Label, Text } from '../../core/label.js';
import type { Categories } from '../../core/schema.js';

/** One step of a funnel: an event of any of these types. Without a name, it is named after their labels. */
export type FunnelStep<T extends string = string> = readonly T[] | NamedStep<T>;

/** A step with its own name. */
export interface NamedStep<T extends string = string> {
  readonly name: Text;
  readonly types: readonly T[];
}

/** The key of a step in results: its types, such as `view` or `cart+favorite`. */
export const stepKey = ({ types }: NamedStep): string => types.join('+');

/** Steps as column categories. */
export const stepCategories = (steps: readonly NamedStep[]): Categories =>
  Object.fromEntries(steps.map((step) => [stepKey(step), { label: step.name }]));

/** Gives every step a name. @throws OptionsError if one has no types, an unknown one, or one twice. */
export function namedSteps(types: EventTypes, steps: readonly FunnelStep[]): readonly NamedStep[] {
  return steps.map((step, index) => {
    const own = 'types' in step ? step.types : step;
    requireTypes(types, `step ${index + 1}`, own);
    return 'types' in step ? step : { name: nameOf(types, own), types: own };
  });
}

function nameOf(types: EventTypes, keys: readonly string[]): Label {
  const labels = keys.map((key) => typeOf(types, key).label);
  return { en: labels.map(({ en }) => en).join(' or '), zh: labels.map(({ zh }) => zh).join('或') };
}

const [FEWEST, MOST] = [2, 8];

/** @throws OptionsError unless there are 2 to 8 steps that share no type. */
export function requireSteps(steps: readonly NamedStep[]): void {
  if (steps.length < FEWEST || steps.length > MOST) {
    throw new OptionsError(`A funnel needs ${FEWEST} to ${MOST} steps, not ${steps.length}.`);
  }
  steps.forEach((step, index) => {
    const shared = step.types.find((name) =>
      steps.slice(0, index).some((other) => other.types.includes(name)),
    );
    if (shared !== undefined) {
      throw new OptionsError(
        `Step ${index + 1} repeats "${shared}" from an earlier step: list each type in one step only.`,
      );
    }
  });
}
