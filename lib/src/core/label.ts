/** Languages available for tables, figures and findings. */
export type Locale = 'en' | 'zh';

/** A name in both languages. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}

/** Display text: a name in both languages, or plain text in the analyst's own language. */
export type Text = Label | string;
