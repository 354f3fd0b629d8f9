import { areIds, isNumber, timesIn, type ColumnFacts } from './column-facts.js';
import {
  BY_BARE_NAME,
  BY_NAME,
  BY_NAME_ONE_VALUE,
  BY_PART,
  type Extras,
  type Found,
  type FoundFields,
} from './found.js';
import type { FieldOfKind } from './kinds.js';
import { nameFit, type NameFit } from './names/match.js';

const NUMBERS = [
  ...['amount', 'quantity', 'price', 'discount', 'recency', 'frequency', 'monetary', 'orderValue'],
  ...['age', 'income', 'minutes', 'pages'],
];
const IDS = ['order', 'customer', 'user'];

/** Whether the values of a column can be what its name says. */
export function canHold(field: string, facts: ColumnFacts): boolean {
  if (facts.known === 0) return false;
  if (NUMBERS.includes(field)) return isNumber(facts);
  // A column of times that is read as text may still be read under a contract.
  if (field === 'time') return timesIn(facts) !== null || facts.kind === 'text';
  if (IDS.includes(field))
    return areIds(facts) || facts.distinct <= 1 || facts.kind === 'text' || isWholeIds(facts);
  return true;
}

/** Ids that went through a table of floating-point numbers. */
const isWholeIds = ({ kind, fractions }: ColumnFacts): boolean => kind === 'decimal' && fractions === 0;

/** What divides rows into groups. */
const GROUPS = ['category', 'segment', 'interest'];

/** Whether a column would divide the rows into groups, and has only one value. */
const dividesNothing = (field: string, { known, distinct }: ColumnFacts): boolean =>
  GROUPS.includes(field) && known > 1 && distinct === 1;

const WHY = { same: BY_NAME, bare: BY_BARE_NAME, part: BY_PART } as const;
const RANK: Readonly<Record<NameFit, number>> = { same: 0, bare: 1, part: 2, none: 3 };

/**
 * Finds fields by the names of columns: those that are usual names first, then those of which a part is. Several usual
 * names of an amount leave it unclear. Of columns that divide rows into groups, those with one value come last, unsure;
 * where only a part of the name fits, they are not taken.
 */
export function findByName(
  fields: readonly FieldOfKind[],
  columns: readonly ColumnFacts[],
  found: FoundFields,
  { unclear }: Extras,
): void {
  for (const level of [['same', 'bare'], ['part']] as const) {
    for (const { field, known } of fields) {
      if (found.has(field) || unclear.has(field)) continue;
      const taken = new Set([...found.values()].map(({ column }) => column));
      const fits = columns
        .filter((facts) => !taken.has(facts.name) && canHold(field, facts))
        .map((facts) => ({
          ...{ name: facts.name, idle: dividesNothing(field, facts) },
          ...nameFit(facts.name, known),
        }))
        .filter(({ fit, idle }) => (level as readonly NameFit[]).includes(fit) && !(fit === 'part' && idle))
        .toSorted(
          (a, b) => Number(a.idle) - Number(b.idle) || RANK[a.fit] - RANK[b.fit] || a.place - b.place,
        );
      const [first, ...others] = fits;
      if (first === undefined || first.fit === 'none') continue;
      const rivals = others.filter(({ idle }) => idle === first.idle).map(({ name }) => name);
      if (field === 'amount' && rivals.length > 0) {
        unclear.set(field, [first.name, ...rivals]);
        continue;
      }
      found.set(field, {
        column: first.name,
        sure: first.idle ? 'unsure' : surely(first.fit, rivals),
        by: first.fit === 'part' ? 'part' : 'name',
        why: first.idle ? BY_NAME_ONE_VALUE : WHY[first.fit],
        rivals,
      });
    }
  }
}

const surely = (fit: NameFit, rivals: readonly string[]): Found['sure'] =>
  fit === 'part' ? 'unsure' : rivals.length > 0 ? 'likely' : 'sure';
