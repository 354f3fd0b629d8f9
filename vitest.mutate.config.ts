import config from './vitest.config.js';

/** The tests of the library's numbers, for the mutation run, with all examples of random tests. */
export default {
  ...config,
  test: {
    ...config.test,
    include: ['test/lib/{metrics,stats,load,data,orders}/**/*.test.ts'],
    env: { ...config.test?.env, FUZZ_SEED: '20191101' },
  },
};
