/** The four published documents, by the short names that the data folders use as well. */
export type Study = 'douyin' | 'taobao' | 'netsuite' | 'xiaoxiang';

/** Something that a document publishes, in our words with its own figures. */
export interface PublishedClaim {
  /** Such as `D-4.5.1-ARPU2`: study, section, subject. */
  readonly id: string;
  readonly document: Study;
  readonly section: string;
  /** A sentence, a table or figure, or a rule that the document sets up or advises. */
  readonly kind: 'statement' | 'figure-or-table' | 'rule';
  readonly published: string;
}
