/** `make mutate`: changes the code of the numbers one place at a time; a test must notice each change. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutate.config.ts' },
  coverageAnalysis: 'perTest',
  mutate: ['lib/src/{metrics,stats,load,data,orders}/**/*.ts', '!**/index.ts'],
  // Words of messages are proved by the tests that quote them; SQL stands in templates, which are left as they are.
  mutator: { excludedMutations: ['StringLiteral'] },
  // What runs once while a module loads would need all tests.
  ignoreStatic: true,
  concurrency: 2,
  tempDirName: 'out/mutate',
  reporters: ['clear-text', 'html'],
  htmlReporter: { fileName: 'out/mutation.html' },
  clearTextReporter: { allowColor: false, reportTests: false },
  thresholds: { high: 95, low: 95, break: 95 },
  disableTypeChecks: 'lib/src/**/*.ts',
};
