import { OptionsError } from '../errors.js';

/** What an export needs that is not installed with this package. */
interface OptionalPackage {
  readonly call: string;
  readonly name: string;
  readonly advice: string;
}

export const ARROW: OptionalPackage = {
  call: 'toArrow()',
  name: 'apache-arrow',
  advice: 'Install it: npm install apache-arrow',
};

/** npm takes `overrides` only from the package.json of the project. */
export const DANFO: OptionalPackage = {
  call: 'toDataFrame()',
  name: 'danfojs-node',
  advice:
    'Two of its own dependencies come from outside the registry, so replace them as you install it: ' +
    'npm pkg set "overrides.danfojs-node.xlsx=0.18.5" ' +
    '"overrides.danfojs-node.@tensorflow/tfjs-node=npm:@tensorflow/tfjs@^4.22.0" && ' +
    'npm install danfojs-node@1.2.0',
};

/**
 * Loads a package that is not installed with this one.
 *
 * @throws OptionsError that says how to install it
 */
export async function optional<T>(asked: OptionalPackage, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new OptionsError(`${asked.call} requires the package ${asked.name}. ${asked.advice}`, { cause });
  }
}
