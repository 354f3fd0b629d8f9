import { OptionsError } from '../../errors.js';
import { leavesOf, type Query } from './query.js';

/** The tags that a query asks for. */
const tagsIn = (query: Query): readonly string[] =>
  leavesOf(query)
    .filter((leaf) => 'tag' in leaf)
    .map(({ tag }) => tag);

/**
 * Checks that no tag depends on itself.
 *
 * @throws OptionsError that names the tags of a cycle in order.
 */
export function requireNoCycle(rules: ReadonlyMap<string, Query>): void {
  const done = new Set<string>();
  const visit = (tag: string, before: readonly string[]): void => {
    if (before.includes(tag)) {
      const cycle = [...before.slice(before.indexOf(tag)), tag];
      throw new OptionsError(`Tags that depend on themselves: ${cycle.join(' → ')}. Take one of them out.`);
    }
    const rule = rules.get(tag);
    if (rule === undefined || done.has(tag)) return;
    for (const next of tagsIn(rule)) visit(next, [...before, tag]);
    done.add(tag);
  };
  for (const tag of rules.keys()) visit(tag, []);
}
