/** Tags of customers by rules and by hand, queries on them, and the audiences that queries give. */
export { tagBook as book, type BookOptions, type TagBook } from './book.js';
export {
  audienceSizes as sizes,
  queryAudience as audience,
  queryAudiences as audiences,
  type AudienceOptions,
  type AudienceSizes,
  type BookQuery,
  type QueryAudience,
} from './audiences.js';
export { eventsOf, ordersOf, sourceOf, usersOf, type EventSource } from './sources.js';
export {
  exportAudience,
  NORMALIZATIONS,
  type Exported,
  type ExportOptions,
  type HashOptions,
} from './export.js';
export { ManualTags, type ManualEntry, type TagAudit } from './manual.js';
export { Memberships, type Refreshes } from './memberships.js';
export type { TagHistory } from './history.js';
export { audienceOverlap as overlap, type AudienceOverlap } from './overlap.js';
export { parseQuery as parse } from './parse.js';
export { printQuery as print } from './print.js';
export { queryFromJson as fromJson, queryToJson as toJson } from './json.js';
export type { ColumnTest, EventTest, Query, QueryValue, ReadQuery, RowQuery, TagTest } from './query.js';
