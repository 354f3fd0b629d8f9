/** Who buys, how often, and how recently: buyers as a table to score, and the segments that scores and cuts produce. */
export { buyers, type BuyerEvents, type BuyerOptions, type Buyers } from './buyers.js';
export { meanCuts, quantileCuts, type TwoCuts } from './cuts.js';
export { compareCuts, everyCut, type CutComparison, type CutGrid } from './compare-cuts.js';
export { purchasesPerBuyer as perBuyer, type PerBuyerOptions, type PurchasesPerBuyer } from './per-buyer.js';
export { buyerSegments as segments, type BuyerSegments } from './segments.js';
