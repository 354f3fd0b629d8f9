import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import { term } from '../../core/term.js';
import { OptionsError, OutputError } from '../../errors.js';
import { dayNumber } from '../../orders/day.js';

const ENTRY = z.strictObject({
  on: z.string().describe('The day of the entry, `YYYY-MM-DD`'),
  action: z.enum(['give', 'take']),
  tag: z.string().min(1),
  user: z.string().min(1),
  author: z.string().trim().min(1).describe('Who says so'),
  reason: z.string().trim().min(1),
  until: z.string().optional().describe('The first day without the tag; none: until it is taken'),
});

/** What somebody wrote into the ledger of manual tags. */
export type ManualEntry = z.infer<typeof ENTRY>;

const LINE = ENTRY.extend({ digest: z.string() });

type Given = Omit<ManualEntry, 'action'>;

const AUDIT = {
  nth: column.count('entryNumber'),
  on: column.date('date'),
  tag: column.text('tag'),
  user: column.text('user'),
  action: column.category('tagAction', {
    give: { label: term('tagGiven') },
    take: { label: term('tagTaken') },
  }),
  author: column.text('author'),
  reason: column.text('reason'),
  until: column.optional(column.date('tagUntil')),
  effect: column.category('tagEffect', {
    given: { label: term('tagGiven') },
    renewed: { label: term('tagRenewed') },
    taken: { label: term('tagTaken') },
  }),
  state: column.category('tagState', {
    valid: { label: term('tagValid') },
    expired: { label: term('tagExpired') },
    replaced: { label: term('tagReplaced') },
    done: { label: term('tagTaken') },
    later: { label: term('tagLater') },
  }),
} as const;

/** Every entry of the ledger, with what it did and what holds of it on a date. */
export type TagAudit = Result<typeof AUDIT>;

/**
 * Tags that people give and take: a ledger that is only ever added to. Whether a user has a tag on a day is said by the
 * last entry up to that day: giving it again replaces the date at which it ends, and a tag ends by itself on that date.
 * Days are given, never read from the clock, and entries are in their order.
 */
export class ManualTags {
  readonly #entries: ManualEntry[] = [];
  readonly #path: string | null;
  #digest = '';

  /** @param path a file of one JSON line per entry, to be read now and added to; without one, the ledger is in memory. */
  constructor(path?: string) {
    this.#path = path ?? null;
    if (path !== undefined && existsSync(path)) this.#read(path);
  }

  /** The names of all tags that were ever given. */
  get names(): readonly string[] {
    return [...new Set(this.#entries.map(({ tag }) => tag))].sort();
  }

  /**
   * Gives a tag to a user from a day on, until the day `until` if there is one.
   *
   * @throws OptionsError without author or reason, for a day that is none or before the last entry, for `until` not after it.
   * @example
   * manual.give({ tag: 'vip', user: '12347', author: 'li', reason: 'wholesale contract', on: '2011-06-01', until: '2012-01-01' });
   */
  give(given: Given): this {
    return this.#add({ ...given, action: 'give' });
  }

  /** Takes a tag from a user from a day on. @throws OptionsError as {@link give}, and if the user does not have it then. */
  take(given: Omit<Given, 'until'>): this {
    if (!this.holders(given.tag, given.on).includes(given.user)) {
      throw new OptionsError(
        `${given.user} does not have the tag "${given.tag}" on ${given.on}: nothing to take.`,
      );
    }
    return this.#add({ ...given, action: 'take' });
  }

  /** The users who have a tag on a day, each once, in order. */
  holders(tag: string, asOf: string): readonly string[] {
    const has = [...this.#latest(tag, asOf)].filter(([, entry]) => isGiven(entry, asOf));
    return has.map(([user]) => user).sort();
  }

  /** The audit trail: all entries in order, with their effect then and their state on a date. */
  audit(session: Session, asOf: string): TagAudit {
    dayNumber(asOf, 'asOf');
    return new Result({
      session,
      name: 'manual-tags',
      title: { en: 'Who gave and took which tag', zh: '手动标签的审计记录' },
      schema: AUDIT,
      rows: this.#entries.map((entry, n) => {
        const { tag, user, on } = entry;
        const before = this.#entries.slice(0, n).findLast((one) => one.tag === tag && one.user === user);
        const had = before !== undefined && isGiven(before, on);
        return {
          ...{ nth: n + 1, on, tag, user, action: entry.action, author: entry.author, reason: entry.reason },
          until: entry.until ?? null,
          effect: entry.action === 'take' ? 'taken' : had ? 'renewed' : 'given',
          state: this.#stateOf(entry, n, asOf),
        };
      }),
    });
  }

  #stateOf(entry: ManualEntry, n: number, asOf: string): 'valid' | 'expired' | 'replaced' | 'done' | 'later' {
    if (entry.on > asOf) return 'later';
    const { tag, user } = entry;
    const after = this.#entries
      .slice(n + 1)
      .some((one) => one.tag === tag && one.user === user && one.on <= asOf);
    if (after) return 'replaced';
    if (entry.action === 'take') return 'done';
    return isGiven(entry, asOf) ? 'valid' : 'expired';
  }

  #latest(tag: string, asOf: string): ReadonlyMap<string, ManualEntry> {
    const known = this.#entries.filter((entry) => entry.tag === tag && entry.on <= asOf);
    return new Map(known.map((entry) => [entry.user, entry]));
  }

  #add(given: ManualEntry): this {
    const found = ENTRY.safeParse(given);
    if (!found.success) {
      const [issue] = found.error.issues;
      throw new OptionsError(
        `A manual tag needs ${issue?.path.join('.') ?? 'its fields'}: ${issue?.message ?? ''}.`,
      );
    }
    this.#requireDays(found.data);
    const digest = digestOf(this.#digest, found.data);
    if (this.#path !== null) append(this.#path, { ...found.data, digest });
    this.#keep(found.data, digest);
    return this;
  }

  #requireDays({ on, until }: ManualEntry): void {
    dayNumber(on, 'on');
    if (until !== undefined && dayNumber(until, 'until') <= dayNumber(on, 'on')) {
      throw new OptionsError(`A tag given on ${on} cannot end on ${until}: choose a later day.`);
    }
    const last = this.#entries.at(-1)?.on;
    if (last !== undefined && on < last) {
      throw new OptionsError(`The last entry is of ${last}: none can be added before it, on ${on}.`);
    }
  }

  #keep(entry: ManualEntry, digest: string): void {
    this.#entries.push(entry);
    this.#digest = digest;
  }

  #read(path: string): void {
    for (const [n, text] of readFileSync(path, 'utf8').split('\n').entries()) {
      if (text === '') continue;
      const at = `${path}:${n + 1}`;
      const { digest, ...entry } = lineOf(at, text);
      this.#requireDays(entry);
      if (digest !== digestOf(this.#digest, entry)) {
        throw new OptionsError(`${at}: this entry or one before it was changed, or one was taken out.`);
      }
      this.#keep(entry, digest);
    }
  }
}

const isGiven = ({ action, until }: ManualEntry, asOf: string): boolean =>
  action === 'give' && (until === undefined || asOf < until);

/** Each digest is of the entry and of the digest before it, so that no entry can be changed or taken out unseen. */
const digestOf = (before: string, { on, action, tag, user, author, reason, until }: ManualEntry): string =>
  createHash('sha256')
    .update(JSON.stringify([before, on, action, tag, user, author, reason, until ?? null]))
    .digest('hex');

function lineOf(at: string, text: string): z.infer<typeof LINE> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new OptionsError(`${at}: not an entry of manual tags: it is not JSON.`, { cause });
  }
  const found = LINE.safeParse(data);
  if (found.success) return found.data;
  throw new OptionsError(`${at}: not an entry of manual tags (${found.error.issues[0]?.message ?? ''}).`);
}

function append(path: string, line: z.infer<typeof LINE>): void {
  try {
    appendFileSync(path, `${JSON.stringify(line)}\n`);
  } catch (cause) {
    throw new OutputError(`${path}: the manual tags cannot be written. Choose another path.`, { cause });
  }
}
