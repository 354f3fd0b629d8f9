/** What a kernel sees of the caller's environment: too little for a shell setting to change an output. */
const PASSED = ['PATH', 'HOME', 'USER', 'TMPDIR'];

/** Tells notebooks below which folder to write: the project root, or the output folder of the run. */
export const OUTPUT_ROOT = 'NBCONVERT_TS_OUTPUT_ROOT';

/** Tells notebooks the language of the run where it is not that of their cells. */
export const LANGUAGE = 'NBCONVERT_LANG';

/** Tells notebooks the JSON file with their texts in that language: `{ "English": "translation" }`. */
export const TEXTS = 'NBCONVERT_TEXTS';

/**
 * The environment of a kernel process.
 *
 * @param extra names that the user lets through with `--env`
 * @param specEnv the `env` of the kernelspec
 */
export function kernelEnvironment(
  extra: readonly string[],
  specEnv: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of [...PASSED, ...extra]) {
    const value = env[name];
    if (value !== undefined) passed[name] = value;
  }
  return {
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    ...specEnv,
    ...passed,
    // Tells a library in the kernel that figures get their PNG twin from the runner.
    NBCONVERT_TS_RUNNER: '1',
    // By these a kernel notices that the runner is gone, even when it was killed: tally's and IPython's name.
    TALLY_KERNEL_PARENT_PID: String(process.pid),
    JPY_PARENT_PID: String(process.pid),
  };
}
