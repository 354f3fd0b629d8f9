import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories, Row } from '../../core/schema.js';
import type { Label } from '../../core/label.js';
import { count, percent } from '../../core/quantity.js';
import { worded, wordKey } from '../worded.js';
import { meanClause, modeClause, NOBODY, sentences } from './persona-words.js';
import type { SegmentModes } from './profile-modes.js';
import type { SegmentProfiles } from './profiles.js';
import { entryOf } from '../../core/entry-of.js';

export interface PersonaOptions {
  /** A mean sets a segment apart if it differs from the mean of all users by at least this fraction of it. */
  readonly differs?: number;
  /** An attribute value stands out if its share is at least this many times its share among all users. */
  readonly standsOut?: number;
}

const personaSchema = <K extends string>(segments: Categories<K>, persona: ReturnType<typeof worded>) => ({
  segment: column.category('segment', segments),
  users: column.count('users', { hidden: true }),
  share: column.optional(column.percent('shareOfUsers', { base: 'users', hidden: true })),
  persona,
});

const traitSchema = (traits: Categories) => ({
  trait: column.category('trait', traits),
  segments: column.count('segmentsSetApart'),
  of: column.count('segmentsWithUsers', { hidden: true }),
});

export type Personas<K extends string = string> = Result<ReturnType<typeof personaSchema<K>>> & {
  /** The number of segments that each measure and attribute sets apart, by the same rules. */
  readonly traits: Result<ReturnType<typeof traitSchema>>;
};

/**
 * Writes a persona for each segment from its profile, by rule: the first sentence says what sets the segment apart from
 * all users, the second what does not, so the text says nothing that the numbers do not support.
 *
 * A mean sets a segment apart if it differs from the mean of all users by at least the fraction `differs` of it, and
 * its 95% interval excludes that mean. An attribute value stands out if it alone is the most frequent in the segment,
 * its share is at least `standsOut` times its share among all users, and the 95% Wilson interval of its share is above
 * that share; the wording is "mostly" if its share exceeds one half. These are rules for wording, not tests: with many
 * comparisons, a few pass by chance.
 * @throws OptionsError if `differs` is negative or `standsOut` is below 1.
 * @example
 * const people = personas(await segmentProfiles(scored));
 * people.at({ segment: 'keyValue' }).persona.en;
 * people.traits.where({ segments: 0 }); // traits that set no segment apart
 */
export function personas<K extends string>(
  profiles: SegmentProfiles<K>,
  { differs = 0.05, standsOut = 1.2 }: PersonaOptions = {},
): Personas<K> {
  if (!(differs >= 0)) throw new OptionsError(`differs must be 0 or more, not ${differs}.`);
  if (!(standsOut >= 1)) throw new OptionsError(`standsOut must be 1 or more, not ${standsOut}.`);
  const { session, modes } = profiles;
  const { values } = profiles.schema.segment;
  const described = (Object.keys(values) as K[]).map((segment) => {
    const means = profiles.rows.filter((row) => row.segment === segment);
    const outstanding = modes.rows.filter((row) => row.segment === segment);
    return {
      segment,
      users: means[0]?.users ?? 0,
      means: means.map((row) => ({ trait: row.measure, clause: clauseOfMean(profiles, row, differs) })),
      modes: outstanding.map((row) => ({
        trait: row.attribute,
        clause: clauseOfMode(modes, row, standsOut),
      })),
    };
  });
  const everybody = described.reduce((sum, { users }) => sum + users, 0);
  const names: Categories = { ...profiles.schema.measure.values, ...modes.schema.attribute.values };
  const nameOf = (said: Said) => entryOf(names, said.trait)?.label ?? said.trait;
  const texts = described.map(({ users, ...said }) => {
    if (users === 0) return NOBODY;
    const apart = [...said.means, ...said.modes].flatMap(({ clause }) => clause ?? []);
    const plain = (all: readonly Said[]) => all.filter(({ clause }) => clause === null).map(nameOf);
    return sentences([count(users), percent(users / everybody)], apart, {
      means: plain(said.means),
      modes: plain(said.modes),
    });
  });
  const present = described.filter(({ users }) => users > 0);
  const people = new Result({
    session,
    name: 'personas',
    title: { en: 'Personas', zh: '用户画像' },
    schema: personaSchema(values, worded('persona', texts)),
    rows: described.map(({ segment, users }, index) => ({
      segment,
      users,
      share: everybody > 0 ? users / everybody : null,
      persona: wordKey(texts[index] ?? NOBODY),
    })),
  });
  const traits = new Result({
    session,
    name: 'persona-traits',
    title: { en: 'Segments that each trait sets apart', zh: '各特征能区分的分层数' },
    schema: traitSchema(names),
    rows: Object.keys(names).map((trait) => ({
      trait,
      segments: present.filter(({ means, modes: own }) =>
        [...means, ...own].some((said) => said.trait === trait && said.clause !== null),
      ).length,
      of: present.length,
    })),
    chart: { mark: 'bar', x: 'segments', y: 'trait' },
  });
  return Object.assign(people, { traits });
}

/** A trait and its wording; null if it does not set the segment apart. */
interface Said {
  readonly trait: string;
  readonly clause: Label | null;
}

type RowOf<R> = R extends Result<infer S> ? Row<S> : never;

function clauseOfMean<K extends string>(
  profiles: SegmentProfiles<K>,
  row: RowOf<SegmentProfiles<K>>,
  differs: number,
): Label | null {
  const { mean, overall, interval, measure } = row;
  if (mean === null || overall === null || interval === null) return null;
  const within = interval.low <= overall && overall <= interval.high;
  if (within || Math.abs(mean - overall) < differs * Math.abs(overall)) return null;
  const { label = measure, written } = entryOf(profiles.schema.measure.values, measure) ?? {};
  const texts = profiles.values(row);
  return meanClause(measure, label, mean > overall ? 'more' : 'less', {
    own: texts.mean,
    all: texts.overall,
    unit: written?.unit,
  });
}

function clauseOfMode<K extends string>(
  modes: SegmentModes<K>,
  row: RowOf<SegmentModes<K>>,
  standsOut: number,
): Label | null {
  const { attribute, share, overall, interval, tied } = row;
  if (tied > 1 || share < standsOut * overall || interval.low <= overall) return null;
  const texts = modes.values(row);
  return modeClause(entryOf(modes.schema.attribute.values, attribute)?.label ?? attribute, share > 0.5, {
    value: texts.value,
    own: texts.share,
    all: texts.overall,
  });
}
