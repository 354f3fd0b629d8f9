import type { RegisterEntry } from './entry.js';
import { PUBLISHED_VERDICTS, VERDICT_WORDS } from './verdicts.js';

/** The number of claims per verdict, in one line: `3 claims: 2 confirmed, … 1 contradicted, …`. */
export function verdictCounts(entries: readonly Pick<RegisterEntry, 'verdict'>[]): string {
  const counts = PUBLISHED_VERDICTS.map((verdict) => {
    const count = entries.filter((entry) => entry.verdict === verdict).length;
    return `${count} ${VERDICT_WORDS[verdict].name.en}`;
  });
  return `${entries.length} claims: ${counts.join(', ')}`;
}
