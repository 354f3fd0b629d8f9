/** Takes the exit code that a cell has left, and leaves none for the kernel; undefined for success. */
export function takeExitCode(): number | string | undefined {
  const { exitCode } = process;
  if (exitCode === undefined) return undefined;
  process.exitCode = undefined;
  return Number(exitCode) === 0 ? undefined : exitCode;
}

/** What is looked at of a test of `node:test`; anything else may be there instead. */
interface Test {
  readonly name?: unknown;
  readonly passed?: unknown;
  readonly isTodo?: unknown;
  readonly parent?: unknown;
  readonly error?: { readonly message?: string } | null;
}

function described({ name, error }: Test): string {
  const [reason = ''] = (error?.message ?? '').split('\n', 1);
  return `${String(name)}${reason === '' ? '' : ` (${reason.replace(/:$/, '')})`}`;
}

/** The tests that have failed, with the reason; of a group only those in it. */
export function failedTests(tests: readonly Test[]): string[] {
  const failed = tests.filter(({ passed, isTodo, error }) => passed === false && !isTodo && error);
  const groups = new Set(failed.map(({ parent }) => parent));
  return failed.filter((test) => !groups.has(test)).map(described);
}

/** What a cell that has left an exit code fails with. */
export function exitCodeMessage(exitCode: number | string, failed: readonly string[]): string {
  if (failed.length === 0) return `process.exitCode was set to ${exitCode}`;
  return `${failed.length === 1 ? 'a test' : 'tests'} failed: ${failed.join(', ')}`;
}
