/**
 * Prints process warnings without process ids and hints, so that outputs are the same in every run, and
 * drops the experimental ones: loading an ES module with `require` is how a cell imports it.
 */
export function quietWarnings(): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    if (name !== 'ExperimentalWarning') process.stderr.write(`${name}: ${message}\n`);
  });
}
