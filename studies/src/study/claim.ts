import type { Judgment } from 'tally/claims';

/** The four published documents, by the short names that the data folders use as well. */
export type StudyName = 'douyin' | 'taobao' | 'netsuite' | 'xiaoxiang';

/** Something that a document publishes, in our words with its own figures. */
export interface PublishedClaim {
  /** Such as `D-4.5.1-ARPU2`: study, section, subject. */
  readonly id: string;
  readonly document: StudyName;
  readonly section: string;
  /** A sentence, a table or figure, or a rule that the document sets up or advises. */
  readonly kind: 'statement' | 'figure-or-table' | 'rule';
  readonly published: string;
  /** The same in Chinese, where a notebook shows the claim. */
  readonly publishedZh?: string;
}

/** Recomputes a published claim from the results of its study. */
export type Check<F> = (figures: F) => Promise<Judgment> | Judgment;

/** A published claim with the check that judges it. */
export interface DefinedClaim<F> extends PublishedClaim {
  readonly check: Check<F>;
}

/**
 * `defineClaim` for one document: a published claim and its check in one definition. `F` is what its checks read.
 *
 * @example
 * const defineClaim = claimsOf<DouyinFigures>('douyin');
 * defineClaim({ id: 'D-4.2.1-AGE-C2', section: '4.2.1', kind: 'statement', published: '…', check: async ({ ages }) => … });
 */
export function claimsOf<F>(
  document: StudyName,
): (claim: Omit<DefinedClaim<F>, 'document'>) => DefinedClaim<F> {
  return (claim) => ({ document, ...claim });
}
