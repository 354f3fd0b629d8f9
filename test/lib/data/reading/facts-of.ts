import type { Facts } from '../../../../lib/src/data/reading/facts.js';

const NONE: Facts = {
  ...{ values: 0, point: 0, comma: 0, onlyPoint: 0, onlyComma: 0, eitherAtPoint: 0, eitherAtComma: 0 },
  ...{ plain: 0, dressed: 0, evident: 0, percents: 0, signed: 0, chinese: 0, separators: 0, exponents: 0 },
  ...{ leadingZeros: 0, truths: 0, trueLetters: 0, falseLetters: 0 },
  ...{ dates: 0, isoDates: 0, clocks: 0, zones: 0 },
  ...{ digits: 0, decimalsAfterPoint: 0, decimalsAfterComma: 0 },
};

/** The facts of a column of which only these are not 0. */
export const factsWith = (some: Partial<Facts>): Facts => ({ ...NONE, ...some });
