import * as column from '../../core/column.js';
import { list } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import { MetricError, OptionsError, QueryCancelledError } from '../../errors.js';
import { byName } from '../../core/categories.js';
import { id, sql } from '../../engine/sql.js';
import { makeAudience, type Audience } from '../audience.js';
import { dateSql } from '../orders/shop.js';
import type { TagBook } from './book.js';
import { keptValues, release, type KeptValues } from './event-values.js';
import { nextHistory, rewoundHistory, type TagHistory } from './history.js';
import { printQuery } from './print.js';
import { leavesOf, type Query } from './query.js';
import { readMemberships, writeMemberships, type Kept, type Refresh } from './stored.js';

const REFRESHES = {
  asOf: column.date('asOfDate'),
  tag: column.text('tag'),
  rule: column.text('rule'),
  members: column.count('tagMembers'),
  entered: column.count('entered'),
  left: column.count('tagsLeft'),
} as const;

/** What refreshes did: members of each tag, and who entered and left. */
export type Refreshes = Result<typeof REFRESHES>;

/**
 * Who had which dynamic tag when, date by date, with the reason of each entry and exit. What it says is always of a date
 * for which it was refreshed: it never answers for another.
 *
 * Refreshing for the same date again gives the same; for an earlier date, {@link rewind} first.
 *
 * @example
 * const log = new tags.Memberships(tally);
 * await log.refresh(await tags.book(june, { asOf: '2011-06-30', rules }));
 * await log.refresh(await tags.book(july, { asOf: '2011-07-31', rules }));
 * (await log.members('regular', '2011-07-31')).size;
 */
export class Memberships {
  readonly #session: Session;
  #tags: ReadonlyMap<string, Kept> = new Map();
  /** Why the last refresh of a tag failed, and for which date. */
  readonly #failed = new Map<string, { readonly asOf: string; readonly message: string }>();
  #values: KeptValues | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * The memberships that `save` wrote, in this session. Counts are made anew at the next refresh.
   *
   * @throws SourceNotFoundError if there is no such file; OptionsError if it is none of memberships.
   */
  static async open(session: Session, path: string): Promise<Memberships> {
    const log = new Memberships(session);
    log.#tags = await readMemberships(session, path);
    return log;
  }

  /**
   * Writes all histories and refreshes to a Parquet file, completely or not at all.
   *
   * @throws OptionsError before the first refresh; OutputError where the file cannot be written.
   * @example
   * const log = existsSync('tags.parquet') ? await tags.Memberships.open(tally, 'tags.parquet') : new tags.Memberships(tally);
   * await log.refresh(book);
   * await log.save('tags.parquet');
   */
  save(path: string): Promise<void> {
    return writeMemberships(this.#tags, path);
  }

  /** How many event tests the last refresh brought forward from the date before, and how many it made from all rows. */
  get work(): { readonly carried: number; readonly made: number } {
    return { carried: this.#values?.carried ?? 0, made: this.#values?.made ?? 0 };
  }

  /**
   * Judges the rules of a book for its date and records who entered and left since the date before. A tag that fails does
   * not hold up the others; each is refreshed as a whole or not at all.
   *
   * @returns what it did, a row a tag.
   * @throws OptionsError for a date before the last one; MetricError that names every tag that could not be refreshed.
   */
  async refresh(book: TagBook): Promise<Refreshes> {
    this.#requireDate(book);
    const old = this.#values;
    let values: KeptValues | null = null;
    try {
      values = await keptValues(book, [...book.rules.values()], old);
    } catch (cause) {
      // Each rule is then judged from its own rows, so that those that fail can be named.
      if (cause instanceof QueryCancelledError) throw cause;
    }
    const done: Refresh[] = [];
    for (const [tag, rule] of book.rules) {
      try {
        done.push(await this.#refreshTag(book, tag, rule, values));
        this.#failed.delete(tag);
      } catch (cause) {
        if (cause instanceof QueryCancelledError) throw cause;
        this.#failed.set(tag, {
          asOf: book.asOf,
          message: cause instanceof Error ? cause.message : String(cause),
        });
      }
    }
    await release(old);
    this.#values = values;
    this.#requireNoFailure(book);
    return this.#result(done);
  }

  /**
   * The users with a tag on a date for which it was refreshed.
   *
   * @throws OptionsError for a tag that was never refreshed; MetricError for a date for which it was not, saying for which
   *   it was, and why the last refresh failed if it did.
   */
  async members(tag: string, asOf: string): Promise<Audience> {
    const { history, refreshes } = this.#kept(tag);
    if (!refreshes.some((one) => one.asOf === asOf)) throw this.#stale(tag, asOf, refreshes.at(-1));
    const user = id(history.roles.user);
    const on = dateSql(asOf);
    return makeAudience(this.#session, {
      of: history,
      user: history.roles.user,
      query: sql`SELECT ${user} FROM ${history} WHERE entered_on <= ${on} AND (left_on IS NULL OR left_on > ${on}) ORDER BY ${user}`,
      ...{ name: 'members', label: tag, asOf },
    });
  }

  /** Every stay of every user in a tag, by user and day of entry. @throws OptionsError for a tag never refreshed. */
  history(tag: string): TagHistory {
    return this.#kept(tag).history;
  }

  /** All refreshes by date and tag. */
  refreshes(): Refreshes {
    return this.#result([...this.#tags.values()].flatMap(({ refreshes }) => refreshes));
  }

  /** Forgets what refreshes for this date and later ones recorded, so that late or corrected data can be judged from it on. */
  async rewind(asOf: string): Promise<void> {
    const kept = new Map<string, Kept>();
    for (const [tag, { history, refreshes }] of this.#tags) {
      const left = refreshes.filter((one) => one.asOf < asOf);
      if (left.length > 0) kept.set(tag, { history: await rewoundHistory(history, asOf), refreshes: left });
      await history.engine.run(sql`DROP TABLE ${history}`);
      this.#failed.delete(tag);
    }
    this.#tags = kept;
    await release(this.#values);
    this.#values = null;
  }

  async #refreshTag(book: TagBook, tag: string, rule: Query, values: KeptValues | null): Promise<Refresh> {
    const { asOf } = book;
    const before = this.#tags.get(tag);
    const earlier = before?.refreshes.filter((one) => one.asOf < asOf) ?? [];
    const last = earlier.at(-1);
    const definition = definitionOf(book, tag);
    const { history, members, entered, left } = await nextHistory(book, rule, {
      values,
      before: before?.history ?? null,
      changed: last !== undefined && last.definition !== definition,
      first: last === undefined,
    });
    const refresh: Refresh = { asOf, tag, definition, rule: printQuery(rule), members, entered, left };
    this.#tags = new Map([...this.#tags, [tag, { history, refreshes: [...earlier, refresh] }]]);
    if (before !== undefined) await before.history.engine.run(sql`DROP TABLE ${before.history}`);
    return refresh;
  }

  #requireDate({ asOf, rules }: TagBook): void {
    const last = [...rules.keys()]
      .flatMap((tag) => this.#tags.get(tag)?.refreshes.at(-1)?.asOf ?? [])
      .sort()
      .at(-1);
    if (last === undefined || last <= asOf) return;
    throw new OptionsError(
      `Tags were refreshed for ${last}; to refresh for ${asOf} before it, forget what came after: rewind('${asOf}').`,
    );
  }

  #requireNoFailure({ asOf, rules }: TagBook): void {
    const failed = [...rules.keys()].flatMap((tag) => {
      const failure = this.#failed.get(tag);
      return failure === undefined ? [] : [`  - ${tag}: ${failure.message.split('\n')[0] ?? ''}`];
    });
    if (failed.length === 0) return;
    throw new MetricError(
      `${failed.length} of ${rules.size} tags could not be refreshed for ${asOf}; the others were:\n${failed.join('\n')}`,
    );
  }

  #kept(tag: string): Kept {
    const found = this.#tags.get(tag);
    if (found !== undefined) return found;
    const failure = this.#failed.get(tag);
    if (failure !== undefined) throw this.#stale(tag, failure.asOf);
    const known = [...this.#tags.keys()];
    throw new OptionsError(
      `The tag "${tag}" was never refreshed${known.length === 0 ? '' : `: ${list(known).en} were`}.`,
    );
  }

  #stale(tag: string, asOf: string, last?: Refresh): MetricError {
    const failure = this.#failed.get(tag);
    const known = last === undefined ? 'it never was' : `the last time was for ${last.asOf}`;
    const reason =
      failure === undefined
        ? ''
        : ` The refresh for ${failure.asOf} failed: ${failure.message.split('\n')[0] ?? ''}`;
    return new MetricError(
      `The tag "${tag}" was not refreshed for ${asOf}; ${known}. Refresh it for ${asOf}.${reason}`,
    );
  }

  #result(rows: readonly Refresh[]): Refreshes {
    return new Result({
      session: this.#session,
      name: 'tag-refreshes',
      title: { en: 'Members of tags by date', zh: '各日期的标签成员' },
      schema: REFRESHES,
      rows: rows
        .toSorted((a, b) => byName(`${a.asOf} ${a.tag}`, `${b.asOf} ${b.tag}`))
        .map(({ asOf, tag, rule, members, entered, left }) => ({ asOf, tag, rule, members, entered, left })),
      chart: { mark: 'line', x: 'asOf', y: 'members', color: 'tag' },
    });
  }
}

/** A rule, and those of the tags that it asks for. */
function definitionOf(book: TagBook, tag: string): string {
  const rule = book.rules.get(tag);
  if (rule === undefined) return '';
  const others = leavesOf(rule).filter((leaf) => 'tag' in leaf);
  return [printQuery(rule), ...others.map(({ tag: other }) => `${other}: ${definitionOf(book, other)}`)].join(
    '; ',
  );
}
