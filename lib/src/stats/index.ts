/** Statistics on numbers instead of tables: `stats.wilson(12, 80)`. */
export { etaSquared, type GroupMoments } from './moments.js';
export { welchAnova, type WelchAnova } from './welch.js';
export { omegaSquared, type OmegaSquared } from './omega-squared.js';
export { gamesHowell, type PairOfMeans } from './games-howell.js';
export { kruskalWallis, type GroupRanks, type KruskalWallis } from './kruskal.js';
export {
  differenceOfMeans,
  differenceOfShares,
  equivalence,
  leftOpen,
  type Difference,
  type DifferenceOfMeans,
  type Equivalence,
  type Part,
} from './difference.js';
export {
  clusteredRatio,
  pairedRatios,
  type ClusteredRatio,
  type ClusterUnit,
  type PairedDifference,
  type PairedUnit,
  type Sides,
} from './clustered.js';
export { fieller, type TwoEstimates } from './fieller.js';
export { fisherExact, type PartOfWhole } from './fisher-exact.js';
export { atLeast, joinersOf, type Joiners } from './joint-binomial.js';
export { shrunkShares, type ShrunkShares } from './shrunk-shares.js';
export { dunn, type PairOfRanks } from './dunn.js';
export { contingency, type Association, type Contingency } from './contingency.js';
export { areaUnderCurve, type Auc, type ScoredCounts } from './auc.js';
export { kaplanMeier, timeOfShare, type Duration, type SurvivalStep } from './kaplan-meier.js';
export { maxZ, type MaxZOptions } from './max-z.js';
export { benjaminiHochberg, benjaminiYekutieli, corrected, holm } from './multiple.js';
export { expectedBeyond, type BandOfSample } from './beyond-band.js';
export { clusteredDifference, type DifferenceSums } from './stratified-difference.js';
export { correlationInterval } from './correlation.js';
export { contrast, type Contrast, type SidedRows } from './contrast.js';
export { midRanks } from './mid-ranks.js';
export { rankCorrelation, type PairedNumbers, type RankCorrelation } from './rank-correlation.js';
export { labelGain, type LabelCells, type LabelGain } from './label-gain.js';
export { shuffledGains, type LabeledRows, type ShuffledGains } from './shuffled-labels.js';
export { populationStability, type TwoCounts } from './population-stability.js';
export { apportion, type Claimant } from './apportion.js';
export { groupsHolding, thin, unitsOf, type Abundance } from './rarefaction.js';
export { pairedRatiosOfSums, type PairedSums } from './paired-sums.js';
export { ratioInterval, type RatioSums } from './ratio.js';
export { sharedPairs, type PairSums, type SharedPairs } from './shared-pairs.js';
export { bootstrapT, studentInterval, type BootstrapOptions } from './bootstrap.js';
export { clopperPearson, wilson, Z, type Interval } from './proportion.js';
export { EFFECT_LABELS, effectSize, type EffectSize } from './effect.js';
export { agreement, type Agreement } from './agreement.js';
export { pointsOf, type Points } from './points.js';
export { scaled, scalingOf, type Scale, type Scaling } from './scaling.js';
export { kMeans, type KMeansOptions } from './kmeans.js';
export type { Partition } from './lloyd.js';
export { componentLabels, mixture, type Mixture, type MixtureOptions } from './mixture.js';
export { silhouettes, type Silhouette } from './silhouette.js';
export { gapChoice, gaps, type Gap, type GapOptions } from './gap.js';
export { stability, type Stability, type StabilityOptions } from './stability.js';
export { growTree, type TreeOptions } from './tree.js';
export type { TreeNode, TreeSplit } from './tree-node.js';
export type { Target } from './tree-split.js';
export { treeDepths, type DepthScore, type ValidationOptions } from './tree-validate.js';
export { binomialDraw, multinomialDraw } from './binomial-draw.js';
export { sampleSizeOfMeans, sampleSizeOfShares, type TestDesign } from './sample-size.js';
export { stableShares, type StableShares } from './stable-shares.js';
