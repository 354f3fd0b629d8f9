import { OptionsError, publishedView, show, type JudgedClaim, type JudgedData, type Locale } from 'tally';
import type { Judgment, PublishedVerdict } from 'tally/claims';
import type { DefinedClaim, PublishedClaim } from './claim.js';
import { judged } from './judged.js';
import { inChinese } from './words/chinese.js';

/**
 * The verdict that a notebook expects. A word applies to any data; a record distinguishes the sample from other
 * files, since the same claim may be confirmed on one and contradicted on the other.
 */
export type ExpectedVerdict =
  PublishedVerdict | { readonly sample?: PublishedVerdict; readonly other?: PublishedVerdict };

export interface StudyOptions {
  /** Language in which claims are shown. Default: `en`. */
  readonly locale?: Locale;
}

/** A judged claim; as the last expression of a cell it is displayed. */
export type ShownClaim = JudgedClaim & ReturnType<typeof publishedView>;

/** A published study and the data it is checked on: its claims, each judged when first requested. */
export interface Study {
  /** Everything that the document publishes, in its order. */
  readonly claims: readonly PublishedClaim[];
  /** What the claims are judged on. */
  readonly data: JudgedData;
  /**
   * A published claim with its verdict, the same as in the register for the same data. As the last expression of a
   * cell it is displayed.
   * @throws OptionsError when the study has no claim of this id.
   * @example
   * await study.claim('D-4.3.2-C7', { sample: 'contradicted', other: 'unsupported' });
   */
  claim(id: string, expected?: ExpectedVerdict): Promise<ShownClaim>;
  /**
   * Shows a published claim with its verdict in the middle of a cell.
   * @throws OptionsError when the study has no claim of this id.
   * @example
   * await study.show('D-4.3.2-C7', { sample: 'contradicted', other: 'unsupported' });
   */
  show(id: string, expected?: ExpectedVerdict): Promise<void>;
}

/** The study of these claims on figures of some data. */
export function studyOf<F>(
  claims: readonly DefinedClaim<F>[],
  figures: F,
  data: JudgedData,
  { locale = 'en' }: StudyOptions = {},
): Study {
  const judgments = new Map<string, Promise<Judgment>>();
  const judgmentOf = (claim: DefinedClaim<F>): Promise<Judgment> => {
    const judgment = judgments.get(claim.id) ?? judged(claim, figures);
    judgments.set(claim.id, judgment);
    return judgment;
  };
  const claim: Study['claim'] = async (id, expected) => {
    const defined = claims.find((one) => one.id === id);
    if (defined === undefined) {
      throw new OptionsError(`The study has no claim ${id}. Its claims: ${nearest(claims, id)}.`);
    }
    const { document, published, publishedZh = published } = defined;
    const judgment = await judgmentOf(defined);
    const found: JudgedClaim = { id, published: { en: published, zh: publishedZh }, data, ...judgment };
    const told = { ...found, chinese: inChinese(document, judgment) };
    return Object.assign(publishedView(told, { locale, expected: expectedOn(data, expected) }), found);
  };
  return {
    claims,
    data,
    claim,
    show: async (id, expected) => show(await claim(id, expected)),
  };
}

function expectedOn({ sample }: JudgedData, expected?: ExpectedVerdict): PublishedVerdict | undefined {
  if (expected === undefined || typeof expected === 'string') return expected;
  return sample ? expected.sample : expected.other;
}

/** The ids of the same section, or else all. */
function nearest(claims: readonly PublishedClaim[], id: string): string {
  const section = id.split('-').slice(0, 2).join('-');
  const same = claims.filter((one) => one.id.startsWith(section));
  return (same.length > 0 ? same : claims).map((one) => one.id).join(', ');
}
