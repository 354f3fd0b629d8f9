import type { ArgsDef } from 'citty';
import { OptionsError } from '../../errors.js';
import {
  metaOf,
  PROJECT_KEY_NAMES,
  projectSchema,
  type ProjectFile,
  type ProjectKey,
} from '../../project/schema.js';

/** `timeZone` is `--time-zone`. */
const hyphenated = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The keys of `tally.yaml` that are also options of the command. */
export const FLAG_KEYS: readonly ProjectKey[] = PROJECT_KEY_NAMES.filter(
  (name) => metaOf(name).flag !== undefined,
);

/** These keys as options, with their descriptions. */
export const PROJECT_FLAGS: ArgsDef = Object.fromEntries(
  FLAG_KEYS.map((name) => {
    const { description, flag = '' } = metaOf(name);
    const sentence = `${description.charAt(0).toUpperCase()}${description.slice(1)}`;
    return [hyphenated(name), { type: 'string', description: sentence, valueHint: flag }];
  }),
);

/** The keys that are given on the command line. */
export function givenKeys(args: Readonly<Record<string, unknown>>): Partial<Record<ProjectKey, string>> {
  const given = FLAG_KEYS.flatMap((name) => {
    const value = args[hyphenated(name)];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}

/**
 * A project as `tally.yaml` may hold it.
 *
 * @throws OptionsError that names the options whose values cannot be.
 */
export function checkedProject(project: Readonly<Record<string, unknown>>): ProjectFile {
  const { data, error } = projectSchema.safeParse(project);
  if (error === undefined) return data;
  const problems = error.issues.map(({ path, message }) => `--${hyphenated(path.join('.'))}: ${message}`);
  throw new OptionsError(problems.join('; '));
}
