/** `1 notebook`, `3 notebooks` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Whose sentence it is: the notebook's own, or that of a document which the notebook judges. */
export type ClaimKind = 'finding' | 'published';

/** `7 findings, 3 published claims`; a kind that there is none of is left out. */
export function countedClaims(kinds: readonly ClaimKind[]): string {
  const published = kinds.filter((kind) => kind === 'published').length;
  const findings = kinds.length - published;
  return [
    ...(findings > 0 ? [counted(findings, 'finding')] : []),
    ...(published > 0 ? [counted(published, 'published claim')] : []),
  ].join(', ');
}

/** What is said of a claim that needs a look. */
export interface ClaimLine {
  readonly kind: ClaimKind;
  readonly text: string;
  /** The data cannot decide it. */
  readonly undecided?: boolean;
}

/**
 * Claims that need a look in two lists, each under its head: `n.ipynb: 2 findings not as expected:`, then those that
 * cannot be told.
 *
 * @param of ends both heads, such as `, of 7 findings`
 */
export function claimLists(notebook: string, claims: readonly ClaimLine[], of = ''): string[] {
  const parts = [
    { what: 'not as expected', some: claims.filter(({ undecided }) => undecided !== true) },
    { what: 'cannot be told from these data', some: claims.filter(({ undecided }) => undecided === true) },
  ];
  return parts.flatMap(({ what, some }) =>
    some.length === 0
      ? []
      : [
          `${notebook}: ${countedClaims(some.map(({ kind }) => kind))} ${what}${of}:`,
          ...some.map(({ text }) => `  - ${text}`),
        ],
  );
}
