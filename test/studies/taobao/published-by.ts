import { linesOf, publishedOf } from './population.js';

/** The module of published figures, of the users of a file. */
export function publishedBy(path: string) {
  const published = publishedOf(linesOf(path));
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    PUBLISHED: published,
    PUBLISHED_KEPT: total(Object.values(published.behaviors)),
    PUBLISHED_USERS: total(published.cohorts),
    eligiblePublished: (day: number) => total(published.cohorts.slice(0, published.cohorts.length - day)),
  };
}
