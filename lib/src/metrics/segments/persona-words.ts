import type { Label, Text } from '../../core/label.js';
import type { Quantity } from '../../core/quantity.js';
import { both } from '../../core/heading.js';
import { entryOf } from '../../core/entry-of.js';

interface Words {
  readonly more: Label;
  readonly less: Label;
}

/** Wording for a segment that has more or less of a measure than all users, by the role of the column. */
const ROLE_WORDS: Readonly<Record<string, Words>> = {
  age: { more: { en: 'older', zh: '年龄较大' }, less: { en: 'younger', zh: '较年轻' } },
  income: { more: { en: 'high income', zh: '收入水平高' }, less: { en: 'low income', zh: '收入水平低' } },
  recency: { more: { en: 'long away', zh: '久未到访' }, less: { en: 'here lately', zh: '近期到访' } },
  frequency: { more: { en: 'many purchases', zh: '购买多' }, less: { en: 'few purchases', zh: '购买少' } },
  orderValue: { more: { en: 'large orders', zh: '客单价高' }, less: { en: 'small orders', zh: '客单价低' } },
  monetary: { more: { en: 'high spending', zh: '消费高' }, less: { en: 'low spending', zh: '消费低' } },
  minutes: {
    more: { en: 'long on the site', zh: '在站时间长' },
    less: { en: 'briefly on the site', zh: '在站时间短' },
  },
  pages: {
    more: { en: 'many pages viewed', zh: '浏览页数多' },
    less: { en: 'few pages viewed', zh: '浏览页数少' },
  },
  subscribed: {
    more: { en: 'often subscribed', zh: '订阅率高' },
    less: { en: 'seldom subscribed', zh: '订阅率低' },
  },
};

/** `high income (¥80,000 against ¥65,000)`. */
export function meanClause(
  key: string,
  name: Text,
  is: 'more' | 'less',
  { own, all, unit }: { readonly own: Label; readonly all: Label; readonly unit: Label | undefined },
): Label {
  const label = both(name);
  const { [is]: words } = entryOf(ROLE_WORDS, key) ?? {
    more: { en: `high ${lower(label.en)}`, zh: `${label.zh}偏高` },
    less: { en: `low ${lower(label.en)}`, zh: `${label.zh}偏低` },
  };
  const [en, zh] = unit === undefined ? ['', ''] : [` ${unit.en}`, unit.zh];
  return {
    en: `${words.en} (${own.en}${en} against ${all.en})`,
    zh: `${words.zh}（${own.zh}${zh}，全体${all.zh}${zh}）`,
  };
}

/** `region mostly Suburban (80.0% against 40.0%)`. */
export function modeClause(
  name: Text,
  mostly: boolean,
  { value, own, all }: { readonly value: Label; readonly own: Label; readonly all: Label },
): Label {
  const label = both(name);
  return {
    en: `${lower(label.en)} ${mostly ? 'mostly' : 'often'} ${value.en} (${own.en} against ${all.en})`,
    zh: `${label.zh}${mostly ? '多为' : '偏'}${value.zh}（${own.zh}，全体${all.zh}）`,
  };
}

/** The sentence for a segment without users. */
export const NOBODY: Label = { en: 'Nobody is in this segment.', zh: '此分层没有用户。' };

/**
 * Both sentences: what sets the segment apart, then which means do not and which attributes have no value that stands
 * out.
 */
export function sentences(
  [users, share]: readonly [Quantity, Label],
  apart: readonly Label[],
  plain: { readonly means: readonly Text[]; readonly modes: readonly Text[] },
): Label {
  const [means, modes] = [plain.means.map(both), plain.modes.map(both)];
  const en = [
    ...(means.length > 0 ? [`no clear difference in ${listEn(means.map(lowerLabel), 'or')}`] : []),
    ...(modes.length > 0 ? [`no single ${listEn(modes.map(lowerLabel), 'or')} stands out`] : []),
  ].join('; ');
  const zh = [
    ...(means.length > 0 ? [`${listZh(means)}无明显差别`] : []),
    ...(modes.length > 0 ? [`没有突出的${listZh(modes)}`] : []),
  ].join('，');
  const first =
    apart.length > 0
      ? {
          en: `set apart from all users by: ${listEn(apart, 'and')}`,
          zh: `与全体用户相比：${apart.map(({ zh: text }) => text).join('、')}`,
        }
      : { en: 'set apart from all users by nothing', zh: '与全体用户相比无明显差别' };
  return {
    en: `${users.en} ${users.raw === 1 ? 'user' : 'users'}, ${share.en} of all, ${first.en}.${en === '' ? '' : ` ${capital(en)}.`}`,
    zh: `${users.zh}人，占${share.zh}；${first.zh}。${zh === '' ? '' : `${zh}。`}`,
  };
}

function listEn(labels: readonly Label[], last: 'and' | 'or'): string {
  const texts = labels.map(({ en }) => en);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1) ?? ''}`;
}

function listZh(labels: readonly Label[]): string {
  const texts = labels.map(({ zh }) => zh);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join('、')}和${texts.at(-1) ?? ''}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Names are lowercase within a sentence, but an abbreviation such as AOV stays as it is. */
const lower = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const lowerLabel = ({ en, zh }: Label): Label => ({ en: lower(en), zh });
