/** Whether a segmentation says what it claims to say. */
export { rivals, type Rivals } from './better.js';
export type { RivalOptions } from './better-options.js';
export type { Clusters } from './better-clusters.js';
export type { Labelings } from './better-labelings.js';
export { rankPairs, type RankPairs, type RankPairsOptions } from './better-ranks.js';
export { segmentTree, tree, type OutcomeTree, type SegmentTree } from './tree.js';
export type { TreeRuleOptions } from './tree-options.js';
export type { TreeDepths } from './tree-depths.js';
