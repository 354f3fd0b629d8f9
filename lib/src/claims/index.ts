/** `tally/claims`: judging what a document publishes. */
export { agrees, printed, rangeOf, type PublishedFigure } from './published/figure.js';
export {
  implemented,
  INTERVAL,
  judge,
  noteFor,
  shown,
  untestable,
  type Computed,
  type Evidence,
  type Judgment,
  type Note,
} from './published/judge.js';
export { PUBLISHED_VERDICTS, VERDICT_WORDS, type PublishedVerdict } from './published/verdicts.js';
export type { RegisterEntry } from './published/entry.js';
export {
  computedText,
  computedValues,
  registerMarkdown,
  type ComputedValue,
  type RegisterDocument,
} from './published/markdown.js';
export { verdictCounts } from './published/counts.js';
export { registerJunit } from './published/junit.js';
export { factcheck, type FactFiles } from './factcheck/factcheck.js';
export { FACT_TABLES, type Fact, type FactTable } from './factcheck/report.js';
export { parsePrinted, meetsPrinted, type PrintedNumber } from './factcheck/printed.js';
export { known, meanOfUsers, pairedShares, shareOf, type Estimate } from './sampled/estimate.js';
export { medianOfUsers, ratioOfMedians } from './sampled/median.js';
export { judgeSample, type SampleEvidence } from './sampled/judge-sample.js';
export { between, type Compared, type JudgedFile } from './sampled/standing.js';
