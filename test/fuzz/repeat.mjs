import { relative } from 'node:path';

/** What fast-check prints of a property that failed. */
const FOUND = /\{ seed: (?<seed>-?\d+), path: "(?<path>[\d:]*)"/;

/** A text as one word of a shell. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** A text as a pattern that only it matches. */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The failures in a report of `reporter.mjs`, each with the command that repeats it: where fast-check has shrunk
 * what it found, straight at the smallest case.
 *
 * @param report the text of the report; a last line that was cut off does not count
 * @param seed the seed that was set for all tests
 */
export function failures(report, seed) {
  return linesOf(report)
    .filter(({ message }) => message !== undefined)
    .map(({ file, test, message }) => {
      const failure = { file: file === '' ? '' : relative('.', file), test, message };
      return { ...failure, repeat: repeat(failure, seed) };
    });
}

/** How many test files came to their end, by a report of `reporter.mjs`. */
export const filesEnded = (report) => linesOf(report).filter(({ ended }) => ended !== undefined).length;

const linesOf = (report) =>
  report
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

function repeat({ file, test, message }, seed) {
  const found = FOUND.exec(message)?.groups;
  const variables = found ? `FUZZ_SEED=${found.seed} FUZZ_PATH=${found.path}` : `FUZZ_SEED=${seed}`;
  // An error outside all tests may be of any file.
  if (file === '') return `make fuzz ${variables}`;
  const only = test === '' ? '' : ` -t ${quoted(literally(test))}`;
  return `${variables} npx vitest run ${quoted(file)}${only}`;
}
