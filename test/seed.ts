import fc from 'fast-check';

/** The seed of random tests that say none themselves; `make fuzz` sets another one for every round. */
const SEED = 20_191_101;

const { FUZZ_SEED = String(SEED), FUZZ_PATH } = process.env;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(FUZZ_SEED),
  ...(FUZZ_PATH !== undefined && { path: FUZZ_PATH }),
});
