import config from './vitest.config.js';

/** The tests of the library's numbers, for the mutation run. */
export default {
  ...config,
  test: { ...config.test, include: ['test/lib/{metrics,stats,load,data,orders}/**/*.test.ts'] },
};
