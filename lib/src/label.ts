/** Languages in which tables, figures and findings can be written. */
export type Locale = 'en' | 'zh';

/** A name in both languages. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}
