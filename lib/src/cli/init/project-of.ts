import { relative, resolve } from 'node:path';
import type { Proposal } from '../../mapping/proposal.js';
import type { ProjectFile, ProjectKey } from '../../project/schema.js';
import { sheetGiven } from '../sheet.js';
import { checkedProject } from './flags.js';

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/€|\beur(o|os)?\b/i, 'EUR'],
  [/£|\bgbp\b/i, 'GBP'],
  [/\busd\b|us\$/i, 'USD'],
  [/\bchf\b/i, 'CHF'],
  [/元|\bcny\b|\brmb\b/i, 'CNY'],
];

/**
 * The content of `tally.yaml`: the data's path from the project's folder, what was understood, and what was given. The
 * currency is that in the name of the amount, if it names one.
 *
 * @throws OptionsError for given values that cannot be.
 */
export function projectOf(
  file: string,
  { kind, map, dateFormat }: Proposal,
  given: Readonly<Partial<Record<ProjectKey, string>>>,
  folder: string,
): ProjectFile {
  const amount = map['amount'] ?? map['price'] ?? map['monetary'];
  const code = CURRENCIES.find(([pattern]) => typeof amount === 'string' && pattern.test(amount))?.[1];
  const isAddress = /^\w+:\/\//.test(file);
  return checkedProject({
    kind,
    data: isAddress ? file : relative(resolve(folder), resolve(file)).replaceAll('\\', '/'),
    map,
    ...(code !== undefined && kind !== 'events' && { currency: code }),
    ...(dateFormat !== null && { dateFormat }),
    ...given,
    ...(given.sheet !== undefined && { sheet: sheetGiven(given.sheet) }),
  });
}
