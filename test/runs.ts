/**
 * How many examples a slow random test has: all with a seed of one's own (`make fuzz`, `make mutate`), a third of them in
 * `make test`, which everyone waits for.
 */
export const runs = (all: number): number =>
  process.env['FUZZ_SEED'] === undefined ? Math.ceil(all / 3) : all;
