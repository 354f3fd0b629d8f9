export * from './errors.js';
export { openDuckDb, type DuckDbOptions } from './engine/duckdb.js';
export type { Engine, QueryOptions, QueryProgress } from './engine/engine.js';
export type { Dialect } from './engine/dialect.js';
export { shape, type ColumnKind, type Kind, type Row, type Shape } from './engine/shape.js';
export { id, join, literal, raw, sql, Sql, type SqlValue } from './engine/sql.js';
export type { RowOf, Table } from './engine/table.js';
export {
  defineTable,
  SENTINELS,
  type ColumnContract,
  type ColumnContracts,
  type ContractShape,
  type DerivedRule,
  type TableContract,
} from './data/contract.js';
export { load, type Loaded, type LoadOptions, type OnViolation } from './data/load.js';
export type { CheckCount, MissingCount } from './data/account.js';
export {
  loadUsers,
  USER_REGIONS,
  usersContract,
  type LoadedUsers,
  type User,
  type UserRegion,
  type UserTable,
} from './data/users.js';
export {
  BEHAVIOR_CODES,
  BEHAVIOR_LABELS,
  BEHAVIORS,
  isAnyOf,
  type Behavior,
} from './data/events/behaviors.js';
export {
  eventWindow,
  MAX_DAYS,
  STUDY_WINDOW,
  weekdays,
  type EventWindow,
  type WindowOptions,
} from './data/events/window.js';
export {
  CATEGORY_COLUMNS,
  EVENT_COLUMNS,
  EVENT_USER_COLUMNS,
  HOUR_COLUMNS,
  type CategoryTable,
  type EventTable,
  type EventTables,
  type EventUserTable,
  type HourTable,
} from './data/events/tables.js';
export { rollUp } from './data/events/rollUp.js';
export { eventsContract } from './data/events/contract.js';
export {
  loadEvents,
  type DuplicateRule,
  type LoadedEvents,
  type LoadEventsOptions,
} from './data/events/load.js';
export type { IngestProgress } from './data/events/ingest/progress.js';
export type { EventQuarantine } from './data/events/quarantine.js';
export { duplicateEvents } from './data/events/duplicates.js';
export {
  concentration,
  type Concentration,
  type ConcentrationOptions,
} from './metrics/events/concentration.js';
export { categoryRanks, topCategories, type RankedCategory } from './metrics/events/topCategories.js';
export { concentrationBySize, type ConcentrationAtSize } from './metrics/events/concentrationBySize.js';
export {
  purchasesPerBuyer,
  upToPurchases,
  type PurchaseCount,
  type PurchasesPerBuyer,
} from './metrics/events/purchases.js';
export { rfSegments, type RfOptions, type RfSegments, type RfSegmentSize } from './metrics/events/rf/rf.js';
export { RF_SEGMENT_KEYS, RF_SEGMENTS, type RfSegment } from './metrics/events/rf/segments.js';
export { STUDY_CUTS, type RfCuts, type RfCutValues } from './metrics/events/rf/cuts.js';
export { rfSensitivity, type RfAtCuts, type RfSensitivityOptions } from './metrics/events/rf/sensitivity.js';
export {
  retentionCohorts,
  type RetentionCell,
  type RetentionOptions,
} from './metrics/events/retention/cohorts.js';
export { retentionCurve, type RetentionPoint } from './metrics/events/retention/curve.js';
export { activityByDate, type DateActivity } from './metrics/events/retention/calendar.js';
export {
  dateAgainstDay,
  type DateAgainstDay,
  type NeighbourStep,
} from './metrics/events/retention/neighbours.js';
export {
  retentionArray,
  type RetentionCondition,
  type RetentionStep,
} from './metrics/events/retention/retentionArray.js';
export { trafficByHour, type HourTraffic } from './metrics/events/traffic/hours.js';
export { trafficByDay, type DayTraffic } from './metrics/events/traffic/days.js';
export { trafficCells, type TrafficCell } from './metrics/events/traffic/cells.js';
export { trafficByWeekday, type WeekdayTraffic } from './metrics/events/traffic/weekdays.js';
export { dailyPeaks, type DailyPeak } from './metrics/events/traffic/dailyPeaks.js';
export { peak, sharePeak, type Peak, type SharePeak } from './metrics/events/traffic/peaks.js';
export type { Traffic, TrafficCounts } from './metrics/events/traffic/traffic.js';
export type { Label, Locale } from './label.js';
export {
  qualityReport,
  type DerivedCheck,
  type Duplicates,
  type Outliers,
  type QualityReport,
} from './data/quality.js';
export { bandCounts, bandOf, type Band, type BandCount } from './metrics/bands.js';
export {
  AGE_BANDS,
  FREQUENCY_BANDS,
  MINUTES_BANDS,
  ORDER_VALUE_BANDS,
  SPENDING_BANDS,
} from './metrics/userBands.js';
export { groupCounts, groupMeans, type GroupCount, type GroupMean } from './metrics/groups.js';
export { summarise, summariseBy, type GroupSummary, type Summary } from './metrics/summary.js';
export { orderValue, type OrderValue } from './metrics/orderValue.js';
export {
  inequality,
  lorenz,
  type Inequality,
  type InequalityOptions,
  type LorenzPoint,
} from './metrics/inequality.js';
export { compareGroups, MAX_VARIANCE_RATIO, type Comparison } from './metrics/comparison.js';
export { associations, type AttributeAssociation } from './metrics/associations.js';
export {
  cellOf,
  crossTab,
  gatherColumns,
  type CrossCell,
  type CrossTab,
  type CrossTabOptions,
} from './metrics/crossTab.js';
export { interestProfiles, type InterestProfile } from './metrics/interests.js';
export { anova, type Anova, type GroupMoments } from './stats/anova.js';
export { kruskalWallis, type GroupRanks, type KruskalWallis } from './stats/kruskal.js';
export { contingency, type Association, type Contingency } from './stats/contingency.js';
export { benjaminiHochberg, corrected } from './stats/multiple.js';
export { apportion, type Claimant } from './stats/apportion.js';
export { groupsHolding, thin, unitsOf, type Abundance } from './stats/rarefaction.js';
export { ratioInterval, type RatioSums } from './stats/ratio.js';
export { wilson, type Interval } from './stats/proportion.js';
export { EFFECT_LABELS, effectSize, type EffectSize } from './stats/effect.js';
export { sampleUsersCsv, type SampleUsersOptions } from './data/sample/users.js';
export {
  count,
  decimal,
  list,
  percent,
  percentRange,
  pNumber,
  pValue,
  say,
  word,
  yuan,
  type Quantity,
} from './quantity.js';
export type { Chart, ChartOptions } from './charts/chart.js';
export { countChart, type CountChartOptions, type CountRow } from './charts/counts.js';
export { meanChart, type MeanChartOptions, type MeanRow } from './charts/means.js';
export { boxChart, type BoxChartOptions, type BoxRow } from './charts/boxes.js';
export { valueChart, type ValueChartOptions, type ValueRow } from './charts/values.js';
export { lorenzChart, type LorenzChartOptions } from './charts/lorenz.js';
export { rangeChart, type RangeChartOptions, type RangeMark } from './charts/ranges.js';
export { barChart, type BarChartOptions } from './charts/bars.js';
export { seriesBarChart, type SeriesBarChartOptions } from './charts/series.js';
export { shareChart, type ShareChartOptions } from './charts/share.js';
export { dualChart, type DualChartOptions, type Measure } from './charts/dual.js';
export { paretoChart, type ParetoChartOptions } from './charts/pareto.js';
export { rankChart, type RankChartOptions } from './charts/ranks.js';
export { heatmapChart, type HeatmapChartOptions } from './charts/heatmap.js';
export { hourChart, type HourChartOptions } from './charts/hours.js';
export { funnelChart, type FunnelChartOptions } from './charts/funnel.js';
export { lineChart, type LineChartOptions } from './charts/lines.js';
export type { CrossAccess } from './charts/cross.js';
export { COLORS, SERIES_COLORS } from './charts/theme.js';
export { SEGMENT_COLORS } from './charts/segments.js';
export {
  HIGH_VALUE_SEGMENTS,
  INTRO_NAMES,
  RFM_LEVELS,
  RFM_SEGMENT_KEYS,
  RFM_SEGMENTS,
  type RfmSegment,
} from './metrics/rfm/segments.js';
export {
  TIE_POLICIES,
  USER_RFM_COLUMNS,
  type RfmColumns,
  type RfmOptions,
  type RfmTriple,
  type TiePolicy,
} from './metrics/rfm/options.js';
export { rfm, RFM_SCORES, type ScoredTable } from './metrics/rfm/rfm.js';
export {
  PROFILE_ATTRIBUTES,
  segmentProfiles,
  type JointCell,
  type Mode,
  type ProfileAttribute,
  type ProfileMargins,
  type ProfileMeans,
  type ScoredUsers,
  type SegmentProfile,
} from './metrics/rfm/profile.js';
export { personas, type Persona, type PersonaOptions } from './metrics/rfm/personas.js';
export { tieSensitivity, type SegmentSpread, type TieSensitivityOptions } from './metrics/rfm/sensitivity.js';
export { scoreTable, type ScoreRow } from './metrics/rfm/scoreTable.js';
export { segmentProducts, type SegmentProduct } from './metrics/products.js';
export { regions, type Region } from './metrics/regions.js';
export {
  CHANNELS,
  HORIZONS,
  type Action,
  type Actions,
  type Channel,
  type Horizon,
  type Reason,
} from './metrics/actions/action.js';
export {
  MEASURES,
  overallMeans,
  overallOfRegions,
  type RegionMeasure,
  type SegmentMeasure,
} from './metrics/actions/measures.js';
export { checkReasons, type CheckedReason } from './metrics/actions/reasons.js';
export { SEGMENT_ACTIONS } from './metrics/actions/segmentActions.js';
export { REGION_ACTIONS } from './metrics/actions/regionActions.js';
export { PLAN, type PlanItem } from './metrics/actions/plan.js';
export {
  PUBLISHED_BUDGET,
  PUBLISHED_PRIORITIES,
  type PublishedPriority,
} from './metrics/actions/published.js';
export { segmentRegions, type SegmentRegion } from './metrics/actions/segmentRegions.js';
export {
  revenueAtStake,
  STAKE_RULE_LABELS,
  STAKE_RULES,
  type SegmentRegionStake,
  type StakeRule,
  type StakeWeights,
} from './metrics/actions/stakes.js';
export { splitBudget, type Budget, type BudgetOptions, type BudgetShare } from './metrics/actions/budget.js';
export {
  comparePriorities,
  priorities,
  type Priority,
  type PriorityComparison,
  type PriorityOptions,
} from './metrics/actions/priorities.js';
export { setFunnel, type SetFunnel } from './metrics/events/funnel/setFunnel.js';
export { setFunnelByDay, type DaySetFunnel } from './metrics/events/funnel/setFunnelByDay.js';
export { orderedFunnel, type FunnelStepCount } from './metrics/events/funnel/orderedFunnel.js';
export { STUDY_STEPS, type FunnelStep } from './metrics/events/funnel/steps.js';
export {
  FUNNEL_BREAKDOWNS,
  FUNNEL_ORDERS,
  FUNNEL_UNITS,
  type FunnelBreakdown,
  type FunnelExclusion,
  type FunnelOptions,
  type FunnelOrder,
  type FunnelUnit,
} from './metrics/events/funnel/options.js';
export { segmentSizes, together, type SegmentSize } from './metrics/rfm/sizes.js';
export { claim, written, type Claim, type ClaimInput, type Verdict } from './claims/claim.js';
export type { Expectation, ExpectedRange, ExpectedValue } from './claims/expectation.js';
export {
  PUBLISHED_CLAIMS,
  recomputeClaims,
  type LedgerEntry,
  type LedgerInputs,
} from './claims/ledger/ledger.js';
export { LEDGER_VERDICTS, type Computed, type Finding, type LedgerVerdict } from './claims/ledger/finding.js';
export { ledgerMarkdown } from './claims/ledger/markdown.js';
export type { PublishedClaim, Study } from './claims/ledger/published/publishedClaim.js';
export { show, type Displayable, type MimeBundle, type Output } from './notebook/display.js';
export { table, type TableColumn, type TableOptions } from './notebook/table.js';
export { figure } from './notebook/figure.js';
export { claimView } from './notebook/claim.js';
export { outputs, type NotebookOutputs } from './notebook/notebook.js';
export { columnLabel, labelled, labelOf } from './data/userLabels.js';
export { countColumns } from './notebook/columns.js';
export { reasonsLabel } from './notebook/reasons.js';
export {
  generateEvents,
  type GeneratedEvents,
  type GenerateEventsOptions,
} from './data/sample/events/generate.js';
