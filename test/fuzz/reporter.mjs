import { appendFileSync } from 'node:fs';

/** The name of a test as `vitest -t` compares it: its suites and itself, with spaces between. */
const nameOf = (test) => (test.type === 'module' ? [] : [...nameOf(test.parent), test.name]);
/** The stack of a test that took too long does not say so. */
const textOf = (errors) =>
  errors
    .map(({ stack = '', message }) => (stack.includes(message) ? stack : `${message}\n${stack}`))
    .join('\n');

/**
 * A reporter of vitest that writes each failure to the file of FUZZ_REPORT as it happens, one JSON text a line, and
 * each file that ended: of a round that is cut off, what it found until then is known.
 */
export default class FuzzReporter {
  #path = process.env.FUZZ_REPORT;

  #write(line) {
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
  }

  onTestCaseResult(test) {
    const { state, errors } = test.result();
    if (state !== 'failed') return;
    this.#write({ file: test.module.moduleId, test: nameOf(test).join(' '), message: textOf(errors) });
  }

  onTestModuleEnd(module) {
    // A file that could not even be read has no tests.
    const errors = module.errors();
    if (errors.length > 0) this.#write({ file: module.moduleId, test: '', message: textOf(errors) });
    this.#write({ ended: module.moduleId });
  }

  onTestRunEnd(_modules, unhandled) {
    if (unhandled.length > 0) this.#write({ file: '', test: '', message: textOf(unhandled) });
  }
}
