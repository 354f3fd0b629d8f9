import type { Label } from '../core/label.js';

/** How sure it is that a column holds a field. */
export type Sureness = 'sure' | 'likely' | 'unsure';

/** The column that a field was found in, why, and which others it could be. */
export interface Found {
  readonly column: string;
  readonly sure: Sureness;
  readonly by: 'given' | 'name' | 'part' | 'contents';
  readonly why: Label;
  readonly rivals: readonly string[];
}

/** What was found so far, by field. */
export type FoundFields = Map<string, Found>;

/** What to know of a file besides: notations, and fields that are as good as absent. */
export interface Extras {
  /** Format of the times, where loaders do not see it themselves. */
  dateFormat?: string;
  /** Whether each row is an order of its own. */
  rowsAreOrders?: boolean;
  /** Fields that several columns could hold, of which none is taken: a wrong one is a wrong number. */
  readonly unclear: Map<string, readonly string[]>;
}

export const BY_NAME: Label = { en: 'by its name', zh: '列名' };
export const BY_BARE_NAME: Label = { en: 'by its name, but for what is added to it', zh: '列名（忽略附注）' };
export const BY_NAME_ONE_VALUE: Label = {
  en: 'by its name, but it has one value',
  zh: '列名，但只有一个取值',
};
export const BY_PART: Label = { en: 'a word of its name', zh: '列名含相关词' };
export const GIVEN: Label = { en: 'as given', zh: '已指定' };
