import type { Notebook } from '../nbformat/index.js';
import { declaringSource } from './parameters.js';

/** A parameter whose default is read from the environment: `let users = process.env.TALLY_USERS ?? 'a.csv';` */
const FROM_ENVIRONMENT =
  /\b(?:let|var)\s+(?<name>[\p{L}_$][\p{L}\p{N}_$]*)[^;=]*=\s*process\.env(?:\.|\[['"])(?<variable>\w+)/gu;

/** A set variable that a kernel will not see, and the parameter that would have had its value. */
export interface UnseenVariable {
  readonly name: string;
  readonly variable: string;
}

/**
 * The variables of the caller's environment from which notebooks would take a parameter, had a run not kept them from
 * the kernel.
 *
 * @param given names of the parameters of the run, which take precedence
 * @param passed names that the user lets through with `--env`
 */
export function unseenVariables(
  notebooks: readonly Notebook[],
  { given, passed }: { readonly given: readonly string[]; readonly passed: readonly string[] },
  env: NodeJS.ProcessEnv = process.env,
): UnseenVariable[] {
  const read = notebooks.flatMap((notebook) =>
    [...declaringSource(notebook).matchAll(FROM_ENVIRONMENT)].map(({ groups }) => ({
      name: groups?.['name'] ?? '',
      variable: groups?.['variable'] ?? '',
    })),
  );
  const unseen = read.filter(
    ({ name, variable }) =>
      env[variable] !== undefined && !given.includes(name) && !passed.includes(variable),
  );
  return [...new Map(unseen.map((each) => [each.variable, each])).values()];
}

/** One line: what was not read, and how to have it read. */
export function unseenVariableNotice({ name, variable }: UnseenVariable): string {
  return `${variable} is set, but a run does not read it; use it with: run … -p ${name}="$${variable}" --output-dir out`;
}
