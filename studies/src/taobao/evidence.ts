import { known, shareOf, type Compared, type JudgedFile } from 'tally/claims';

/** A sample of fewer users says nothing about what its rows are like. */
const ENOUGH_USERS = 100;

/** A share as a percentage; null if it is not defined. */
export function percent(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : 100 * share;
}

/** A value of the full file beside a figure. */
export function exact(value: number | null, figure: Compared['figure']): Compared {
  return { estimate: known(value), figure, kind: 'number' };
}

/** A share of users, k of n, beside a percentage. */
export function share(k: number, n: number, figure: Compared['figure']): Compared {
  return { estimate: shareOf(k, n), figure, kind: 'percent' };
}

/** A share of published counts as a published figure, in percent. */
export function percentText(k: number, n: number): string {
  return ((100 * k) / n).toFixed(3);
}

/**
 * Published counts of users compared with the file's: the counts themselves for the full file, otherwise their shares
 * of all users.
 */
export function usersCompared(
  file: JudgedFile,
  publishedUsers: number,
  counts: Readonly<Record<string, readonly [here: number, published: number]>>,
): Record<string, Compared> {
  return Object.fromEntries(
    Object.entries(counts).map(([name, [here, published]]) =>
      file.whole
        ? [name, exact(here, String(published))]
        : [`percent_${name}`, share(here, file.users, percentText(published, publishedUsers))],
    ),
  );
}

/** The doubt about what is said of the rows of a small sample; empty otherwise. */
export function tooFew({ whole, users }: JudgedFile): readonly string[] {
  return whole || users >= ENOUGH_USERS ? [] : [`${users} users are too few to tell.`];
}
