import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { byName } from '../../core/categories.js';
import { makeFolder } from '../../core/make-folder.js';
import type { Session } from '../../core/session.js';
import { described } from '../../core/table.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { OptionsError, OutputError, SourceNotFoundError } from '../../errors.js';
import { historyTable, type TagHistory } from './history.js';

const REFRESH = z.strictObject({
  asOf: z.string(),
  tag: z.string(),
  rule: z.string(),
  definition: z.string().describe('The rule and those of the tags that it asks for'),
  members: z.number().int(),
  entered: z.number().int(),
  left: z.number().int(),
});

/** A refresh of one tag. */
export type Refresh = Readonly<z.infer<typeof REFRESH>>;

/** What is kept of a tag. */
export interface Kept {
  readonly history: TagHistory;
  readonly refreshes: readonly Refresh[];
}

const ABOUT = z.strictObject({
  user: z.string(),
  kind: z.enum(['text', 'integer', 'text?', 'integer?']),
  label: z.union([z.string(), z.strictObject({ en: z.string(), zh: z.string() })]),
  tags: z.array(z.strictObject({ tag: z.string(), refreshes: z.array(REFRESH) })),
});

/** Writes all histories into one Parquet file, completely or not at all; its metadata hold the refreshes. */
export async function writeMemberships(tags: ReadonlyMap<string, Kept>, path: string): Promise<void> {
  const entries = [...tags].toSorted(([a], [b]) => byName(a, b));
  const [first] = entries;
  if (first === undefined) throw new OptionsError('No tag was refreshed: there is nothing to write.');
  const { session, roles } = first[1].history;
  const { kind, label } = described(first[1].history, roles.user);
  const about = JSON.stringify({
    ...{ user: roles.user, kind, label },
    tags: entries.map(([tag, { refreshes }]) => ({
      tag,
      refreshes: refreshes.map((one) => REFRESH.parse(one)),
    })),
  });
  const parts = entries.map(
    ([tag, { history }]) => sql`SELECT ${literal(tag)} AS "of_tag", * FROM ${history}`,
  );
  const unfinished = `${path}.unfinished`;
  try {
    makeFolder(dirname(path));
    try {
      await session.engine
        .run(sql`COPY (${join(parts, ' UNION ALL ')} ORDER BY 1, 2, 3) TO ${literal(unfinished)}
        (FORMAT parquet, KV_METADATA {tally: ${literal(about)}})`);
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new OutputError(`${path}: the memberships cannot be written (${reason}). Choose another path.`, {
      cause,
    });
  }
}

/** Reads what {@link writeMemberships} wrote. */
export async function readMemberships(session: Session, path: string): Promise<ReadonlyMap<string, Kept>> {
  if (!existsSync(path)) throw new SourceNotFoundError(`${path}: no such file of memberships.`);
  const about = await aboutOf(session, path);
  const kept = new Map<string, Kept>();
  for (const { tag, refreshes } of about.tags) {
    const history = historyTable(session, about.user, { kind: about.kind, label: about.label });
    await session.engine.run(sql`CREATE TABLE ${history} AS
      SELECT ${join(Object.keys(history.columns).map(id))} FROM read_parquet(${path}) WHERE "of_tag" = ${tag} ORDER BY 1, 2`);
    kept.set(tag, { history, refreshes });
  }
  return kept;
}

async function aboutOf(session: Session, path: string): Promise<z.infer<typeof ABOUT>> {
  try {
    const { about } = await session.engine.one(
      sql`SELECT decode("value") AS about FROM parquet_kv_metadata(${path}) WHERE decode("key") = 'tally'`,
      { about: 'text' },
    );
    return ABOUT.parse(JSON.parse(about));
  } catch (cause) {
    throw new OptionsError(`${path}: not a file of memberships. Write it with Memberships.save.`, { cause });
  }
}
