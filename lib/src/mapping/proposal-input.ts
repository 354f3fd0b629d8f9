import type { Session } from '../core/session.js';
import type { LoadedFile } from '../load/loaded.js';
import type { ColumnFacts } from './column-facts.js';
import type { Extras, FoundFields } from './found.js';
import type { DataKind } from './kinds.js';

/** What a proposal is made from. */
export interface ProposalInput {
  readonly session: Session;
  readonly file: LoadedFile;
  readonly kind: DataKind;
  readonly columns: readonly ColumnFacts[];
  readonly found: FoundFields;
  readonly extras: Extras;
  /** Fields that the file does not have, as was said. */
  readonly absent: ReadonlySet<string>;
}
