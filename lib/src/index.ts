/** Sessions, tables and results; loaders, metrics, charts and findings on them. */
export * from './errors.js';
export { open, type OpenOptions, type Tally } from './core/open.js';
export { bind, columnOf, Table, type Bound, type RowOf, type TableInput } from './core/table.js';
export type { Role, Roles } from './core/roles.js';
export { Result, type Values } from './core/result.js';
export type { NamedValues } from './core/categories.js';
export type { Category, Categories, Column, Interval, Row, Schema } from './core/schema.js';
export type { Label, Locale, Text } from './core/label.js';
export type { Session } from './core/session.js';
export { id, join, literal, sql, type Sql, type SqlValue } from './engine/sql.js';
export { shape, type Shape } from './engine/shape.js';
export type { Engine, QueryOptions, QueryProgress } from './engine/engine.js';
export * as column from './core/column.js';
export {
  count,
  decimal,
  list,
  money,
  percent,
  points,
  pValue,
  word,
  type Quantity,
} from './core/quantity.js';
export { judge, type Finding, type FindingVerdict } from './notebook/finding.js';
export { finding, type RobustFinding, type RobustnessOptions } from './notebook/robust.js';
export type { Robustness } from './notebook/robustness.js';
export { chart, type Charts } from './charts/draw.js';
export type { Chart } from './charts/marks/chart.js';
export { show } from './notebook/show.js';
export { side, type Side } from './notebook/side.js';
export { state } from './notebook/state.js';
export {
  publishedView,
  type JudgedClaim,
  type JudgedData,
  type PublishedViewOptions,
} from './notebook/published-view.js';
export { defineTable, type ColumnContract, type TableContract } from './data/contract.js';
export { roleContract } from './data/role-contract.js';
export { load, type LoadOptions } from './load/load.js';
export type { Loaded, LoadedAs, LoadedFile } from './load/loaded.js';
export { loadEvents, type Events } from './events/open.js';
export type { LoadEventsOptions } from './events/load.js';
export type { EventColumnNames } from './events/columns.js';
export { usualTypes, type TypeGroups } from './events/usual-types.js';
export { dayOf, hourOf } from './events/rollups.js';
export { isAnyOf } from './events/types.js';
export { proposeMapping, type ProposeOptions } from './mapping/propose.js';
export type { Proposal } from './mapping/proposal.js';
export type { DataKind } from './mapping/kinds.js';
export { parseMapping, writeMapping, type Mapping } from './mapping/mapping.js';
export { customersAt } from './orders/as-of.js';
export { loadOrders, type LoadOrdersOptions } from './orders/load.js';
export type { Orders } from './orders/open.js';
export type { OrderColumnNames } from './orders/columns.js';
export { readProject, type Project } from './project/project.js';
export { rfm, type Scored } from './metrics/segments/rfm.js';
export type { RfmOptions } from './metrics/segments/options.js';
export { RFM_SEGMENTS, type Segmentation } from './metrics/segments/segmentation.js';
export type { TieOrder, TiePolicy } from './metrics/segments/ties.js';
export { segmentSizes } from './metrics/segments/sizes.js';
export * as portrait from './metrics/portrait/index.js';
export * as segments from './metrics/segments/index.js';
export * as products from './metrics/products/index.js';
export { regions, type Regions } from './metrics/regions/regions.js';
export * as advice from './metrics/advice/index.js';
export * as benefits from './metrics/benefits/index.js';
export * as campaigns from './metrics/campaigns/index.js';
export { quality, type Quality } from './metrics/quality/quality.js';
export { columnValues, type ColumnValues } from './metrics/quality/values.js';
export type { QualityOptions } from './metrics/quality/options.js';
export * as categories from './metrics/concentration/index.js';
export * as community from './metrics/community/index.js';
export * as purchases from './metrics/purchases/index.js';
export * as funnel from './metrics/funnel/index.js';
export * as retention from './metrics/retention/index.js';
export { auditSegmentation, type Audit } from './metrics/audit/audit.js';
export * as audit from './metrics/audit/index.js';
export * as lifecycle from './metrics/lifecycle/index.js';
export * as orders from './metrics/orders/index.js';
export * as tags from './metrics/tags/index.js';
export type { Audience } from './metrics/audience.js';
export * as recommendations from './metrics/recommendations/index.js';
export * as tiers from './metrics/tiers/index.js';
export * as monitoring from './metrics/monitoring/index.js';
export * as traffic from './metrics/traffic/index.js';
export * as stats from './stats/index.js';
