import * as column from '../../core/column.js';
import type { Label, Locale } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories, Category, Column } from '../../core/schema.js';
import { textIn } from '../../core/translation.js';
import { entryOf } from '../../core/entry-of.js';
import { id, join, sql } from '../../engine/sql.js';
import { parseKind, type Shape } from '../../engine/shape.js';
import { OptionsError } from '../../errors.js';
import { usersIn, type Audience } from '../audience.js';
import { ratio } from '../ratio.js';

/** Every further audience doubles the intersections that there can be. */
const MOST = 12;

type Memberships<K extends string> = Readonly<Record<K, Column<'boolean'>>>;

const overlapSchema = <K extends string>(
  audiences: Readonly<Record<K, Audience>>,
  intersections: Categories,
) => ({
  intersection: column.category('intersection', intersections),
  ...(Object.fromEntries(
    Object.entries<Audience>(audiences).map(([key, { label }]) => [
      key,
      { ...column.labeled(column.yesNo('audience'), label), hidden: true },
    ]),
  ) as unknown as Memberships<K>),
  users: column.count('users'),
  share: column.optional(column.percent('share', { base: 'users' })),
  audiences: column.count('audiencesIn'),
});

/** A row for each combination of audiences with a user in exactly these; a yes or no for each audience. */
export type AudienceOverlap<K extends string = string> = Result<ReturnType<typeof overlapSchema<K>>>;

/**
 * How audiences overlap: users by exactly which of them they are in, the most first. share = users / users in any of
 * them, so the rows add up to everybody once. An intersection is named by the keys of its audiences, `loyal+big`; the size of an audience is the sum of its rows.
 *
 * Source: exclusive intersections as in UpSet (Lex, Gehlenborg, Strobelt, Vuillemot, Pfister, 2014).
 * @throws OptionsError for fewer than two audiences or more than twelve, and for users of different kinds.
 * @example
 * const overlap = await tags.overlap({ loyal, big, lapsed });
 * chart(overlap);
 */
export async function audienceOverlap<const K extends string>(
  audiences: Readonly<Record<K, Audience>>,
): Promise<AudienceOverlap<K>> {
  const entries = Object.entries<Audience>(audiences);
  const { session } = firstOf(entries);
  const flags = entries.map((_, n) => id(`in_${n + 1}`));
  const parts = entries.map(([, audience], n) => {
    const own = flags.map((flag, other) => sql`${other === n ? sql`1` : sql`0`} AS ${flag}`);
    return sql`SELECT user_key, ${join(own)} FROM (${usersIn(audience)}) AS members`;
  });
  const query = sql`SELECT ${join(flags)}, count(*) AS users FROM (
      SELECT user_key, ${join(flags.map((flag) => sql`max(${flag}) AS ${flag}`))} FROM (${join(parts, ' UNION ALL ')}) AS members
      GROUP BY user_key
    ) AS users GROUP BY ${join(flags)} ORDER BY users DESC, ${join(flags.map((flag) => sql`${flag} DESC`))}`;
  const shape: Shape = {
    ...Object.fromEntries(entries.map((_, n) => [`in_${n + 1}`, 'integer' as const])),
    users: 'integer',
  };
  const found: readonly Readonly<Record<string, unknown>>[] = await session.engine.all(query, shape);
  const all = found.reduce((sum, row) => sum + Number(row['users']), 0);
  const names: Record<string, Category> = {};
  const rows = found.map((row) => {
    const inside = entries.filter((_, n) => row[`in_${n + 1}`] === 1);
    const intersection = inside.map(([key]) => key).join('+');
    names[intersection] = { label: named(inside) };
    return {
      intersection,
      ...Object.fromEntries(entries.map(([key], n) => [key, row[`in_${n + 1}`] === 1])),
      ...{ audiences: inside.length, users: Number(row['users']), share: ratio(Number(row['users']), all) },
    };
  });
  return new Result({
    session,
    name: 'audience-overlap',
    title: { en: 'Users by the audiences they are in', zh: '人群重叠' },
    schema: overlapSchema(audiences, names),
    rows: rows as unknown as AudienceOverlap<K>['rows'][number][],
    query,
    chart: { mark: 'upset', value: 'users', sets: entries.map(([key]) => key) },
  });
}

/** Names of audiences may hold commas, so a plus stands between them. */
function named(entries: readonly (readonly [string, Audience])[]): Label {
  const joined = (locale: Locale) => entries.map(([, { label }]) => textIn(label, locale)).join(' + ');
  return { en: joined('en'), zh: joined('zh') };
}

function firstOf(entries: readonly (readonly [string, Audience])[]): Audience {
  const [first] = entries;
  if (first === undefined || entries.length < 2 || entries.length > MOST) {
    throw new OptionsError(`An overlap is of 2 to ${MOST} audiences, not ${entries.length}.`);
  }
  const kinds = entries.map(([name, { columns, roles }]) => ({
    name,
    kind: parseKind(entryOf(columns, roles.user) ?? 'text').kind,
  }));
  const other = kinds.find(({ kind }) => kind !== kinds[0]?.kind);
  if (other === undefined) return first[1];
  throw new OptionsError(
    `The users of ${other.name} are ${other.kind}, those of ${kinds[0]?.name ?? ''} ${kinds[0]?.kind ?? ''}: they cannot overlap.`,
  );
}
