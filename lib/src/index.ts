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
export { loadUsers, usersContract, type LoadedUsers, type User, type UserTable } from './data/users.js';
