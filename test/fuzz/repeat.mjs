import { relative } from 'node:path';

/** What fast-check prints of a property that failed. */
const FOUND = /\{ seed: (?<seed>-?\d+), path: "(?<path>[\d:]*)"/;

/** A text as one word of a shell. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** A text as a pattern that only it matches. */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The tests that failed in a report of vitest, each with the command that repeats it: where fast-check has shrunk
 * what it found, straight at the smallest case.
 *
 * @param report the report of `vitest --reporter=json`
 * @param seed the seed that was set for all tests
 */
export function failures(report, seed) {
  return report.testResults.flatMap(({ name, assertionResults, message }) => {
    const file = relative('.', name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const said = failed.map(({ fullName, failureMessages }) => ({
      file,
      test: fullName,
      message: failureMessages.join('\n'),
    }));
    // A file that could not even be read has no tests.
    if (said.length === 0 && message) said.push({ file, test: '', message });
    return said.map((failure) => ({ ...failure, repeat: repeat(failure, seed) }));
  });
}

function repeat({ file, test, message }, seed) {
  const found = FOUND.exec(message)?.groups;
  const variables = found ? `FUZZ_SEED=${found.seed} FUZZ_PATH=${found.path}` : `FUZZ_SEED=${seed}`;
  const only = test === '' ? '' : ` -t ${quoted(literally(test))}`;
  return `${variables} npx vitest run ${quoted(file)}${only}`;
}
