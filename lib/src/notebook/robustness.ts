import { DISPLAY, escapeHtml, escapeMarkdown, type Displayable, type Output } from '../core/display.js';
import type { Label, Locale } from '../core/label.js';
import { count, percent } from '../core/quantity.js';
import type { FindingVerdict } from './finding.js';

/** MIME type by which the runner puts the line beside the finding wherever it lists it. */
export const ROBUSTNESS_MIME = 'application/vnd.claim-robustness.v1+json';

export interface RobustnessInput {
  /** The sentence of the finding. */
  readonly finding: Label;
  readonly locale: Locale;
  /** Of each resample. */
  readonly verdicts: readonly FindingVerdict[];
  /** Of each other way to measure. */
  readonly variants: Readonly<Record<string, FindingVerdict>>;
}

/**
 * How often a finding holds when users, or ways to measure, are others. As the last expression of a cell it shows
 * itself as a small line; `show` does so elsewhere.
 *
 * @example
 * await show(await found.robustness()); // Holds in 94% of 200 resamples of users.
 */
export class Robustness implements Displayable {
  readonly resamples: number;
  /** Resamples in which the finding holds, and in which it cannot be told. */
  readonly holds: number;
  readonly undefined: number;
  /** The verdict of each other way to measure. */
  readonly variants: Readonly<Record<string, FindingVerdict>>;
  readonly text: Label;
  readonly #finding: Label;
  readonly #locale: Locale;

  constructor({ finding, locale, verdicts, variants }: RobustnessInput) {
    const of = (verdict: FindingVerdict) => verdicts.filter((one) => one === verdict).length;
    this.resamples = verdicts.length;
    this.holds = of('holds');
    this.undefined = of('undefined');
    this.variants = variants;
    this.text = textOf(this);
    this.#finding = finding;
    this.#locale = locale;
  }

  [DISPLAY](): Output {
    const text = this.text[this.#locale];
    return {
      data: {
        [ROBUSTNESS_MIME]: { finding: this.#finding[this.#locale], text },
        'text/html': `<p><small>${escapeHtml(text)}</small></p>`,
        'text/markdown': `*${escapeMarkdown(text)}*`,
        'text/plain': text,
      },
    };
  }
}

type Counts = Pick<Robustness, 'resamples' | 'holds' | 'undefined' | 'variants'>;

function textOf({ resamples, holds, undefined: unknown, variants }: Counts): Label {
  const ways = Object.values(variants);
  const held = ways.filter((verdict) => verdict === 'holds').length;
  const [share, all] = [percent(holds / resamples, 0), count(resamples)];
  const cannot = percent(unknown / resamples, 0);
  const en = [
    `Holds in ${share.en} of ${all.en} resamples of users`,
    ...(unknown > 0 ? [`cannot be told in ${cannot.en}`] : []),
    ...(ways.length > 0 ? [`holds in ${held} of ${ways.length} other ways to measure`] : []),
  ];
  const zh = [
    `在${all.zh}次用户重抽样中，${share.zh}成立`,
    ...(unknown > 0 ? [`${cannot.zh}无法判断`] : []),
    ...(ways.length > 0 ? [`在${ways.length}种其他算法中，${held}种成立`] : []),
  ];
  return { en: `${en.join('; ')}.`, zh: `${zh.join('；')}。` };
}
