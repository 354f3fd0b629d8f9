import type { Label } from '../../core/label.js';

/**
 * The outcome of recomputing a published claim.
 *
 * - `confirmed`: numbers and words hold.
 * - `confirmed-as-defined`: they hold only under a stated definition.
 * - `contradicted`: a number, or what is said about the data, does not hold.
 * - `unsupported`: the numbers hold, but the conclusion drawn from them does not.
 * - `untestable`: the available data cannot decide.
 * - `implemented`: a rule rather than a claim; the note says where it is implemented.
 */
export type PublishedVerdict =
  'confirmed' | 'confirmed-as-defined' | 'contradicted' | 'unsupported' | 'untestable' | 'implemented';

/** All verdicts, in register order. */
export const PUBLISHED_VERDICTS: readonly PublishedVerdict[] = [
  'confirmed',
  'confirmed-as-defined',
  'contradicted',
  'unsupported',
  'untestable',
  'implemented',
];

/** The word for each verdict, and what it means. */
export const VERDICT_WORDS: Readonly<
  Record<PublishedVerdict, { readonly name: Label; readonly meaning: Label }>
> = {
  confirmed: {
    name: { en: 'confirmed', zh: '证实' },
    meaning: { en: 'numbers and words hold', zh: '数字与表述均成立' },
  },
  'confirmed-as-defined': {
    name: { en: 'confirmed as defined', zh: '按所述口径证实' },
    meaning: { en: 'they hold only under the stated definition', zh: '仅在所述口径下成立' },
  },
  contradicted: {
    name: { en: 'contradicted', zh: '与数据不符' },
    meaning: {
      en: 'a number, or what is said about the data, does not hold',
      zh: '数字或对数据的表述不成立',
    },
  },
  unsupported: {
    name: { en: 'unsupported', zh: '依据不足' },
    meaning: {
      en: 'the numbers hold, but the conclusion drawn from them does not',
      zh: '数字成立，但由此得出的结论不成立',
    },
  },
  untestable: {
    name: { en: 'untestable', zh: '无法检验' },
    meaning: { en: 'the available data cannot decide', zh: '现有数据无法判断' },
  },
  implemented: {
    name: { en: 'implemented', zh: '已实现' },
    meaning: {
      en: 'a rule rather than a claim; the note says where it is implemented',
      zh: '属于规则而非结论，备注说明其实现位置',
    },
  },
};
