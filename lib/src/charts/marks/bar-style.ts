import type { Range } from './axes.js';

export interface BarStyle {
  readonly layout: 'single' | 'group' | 'stack' | 'share';
  readonly vertical: boolean;
  /** The title of the axis of names. */
  readonly title: string;
  /** The title of the value axis; null to use the column's. */
  readonly axis: string | null;
  readonly labels?: boolean;
  readonly range?: Range;
}
