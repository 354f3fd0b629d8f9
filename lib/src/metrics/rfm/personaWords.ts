import type { Label } from '../../label.js';
import type { ProfileAttribute, ProfileMeans } from './profile.js';

/** The name of a mean, and how a segment is said to have more or less of it than all users. */
export const MEAN_WORDS: Readonly<
  Record<keyof ProfileMeans, { readonly name: Label; readonly more: Label; readonly less: Label }>
> = {
  age: {
    name: { en: 'age', zh: '年龄' },
    more: {
      en: 'older ({age} years on average against {ageAll})',
      zh: '年龄较大（平均{age}岁，全体{ageAll}岁）',
    },
    less: {
      en: 'younger ({age} years on average against {ageAll})',
      zh: '较年轻（平均{age}岁，全体{ageAll}岁）',
    },
  },
  income: {
    name: { en: 'income', zh: '收入' },
    more: { en: 'high income ({income} against {incomeAll})', zh: '收入高（{income}，全体{incomeAll}）' },
    less: { en: 'low income ({income} against {incomeAll})', zh: '收入低（{income}，全体{incomeAll}）' },
  },
  loginGap: {
    name: { en: 'days since the last login', zh: '距上次登录天数' },
    more: {
      en: 'long away ({loginGap} days since the last login against {loginGapAll})',
      zh: '久未登录（距上次登录{loginGap}天，全体{loginGapAll}天）',
    },
    less: {
      en: 'here lately ({loginGap} days since the last login against {loginGapAll})',
      zh: '近期登录（距上次登录{loginGap}天，全体{loginGapAll}天）',
    },
  },
  purchases: {
    name: { en: 'purchases', zh: '购买次数' },
    more: {
      en: 'many purchases ({purchases} against {purchasesAll})',
      zh: '购买多（{purchases}次，全体{purchasesAll}次）',
    },
    less: {
      en: 'few purchases ({purchases} against {purchasesAll})',
      zh: '购买少（{purchases}次，全体{purchasesAll}次）',
    },
  },
  orderValue: {
    name: { en: 'order value', zh: '客单价' },
    more: {
      en: 'large orders ({orderValue} against {orderValueAll})',
      zh: '客单价高（{orderValue}，全体{orderValueAll}）',
    },
    less: {
      en: 'small orders ({orderValue} against {orderValueAll})',
      zh: '客单价低（{orderValue}，全体{orderValueAll}）',
    },
  },
  spending: {
    name: { en: 'spending', zh: '消费额' },
    more: {
      en: 'high spending ({spending} against {spendingAll})',
      zh: '消费高（{spending}，全体{spendingAll}）',
    },
    less: {
      en: 'low spending ({spending} against {spendingAll})',
      zh: '消费低（{spending}，全体{spendingAll}）',
    },
  },
  minutes: {
    name: { en: 'time on the site', zh: '在站时长' },
    more: {
      en: 'long on the site ({minutes} minutes against {minutesAll})',
      zh: '在站时间长（{minutes}分钟，全体{minutesAll}分钟）',
    },
    less: {
      en: 'briefly on the site ({minutes} minutes against {minutesAll})',
      zh: '在站时间短（{minutes}分钟，全体{minutesAll}分钟）',
    },
  },
  subscribed: {
    name: { en: 'subscription', zh: '订阅率' },
    more: {
      en: 'often subscribed ({subscribed} against {subscribedAll})',
      zh: '订阅率高（{subscribed}，全体{subscribedAll}）',
    },
    less: {
      en: 'seldom subscribed ({subscribed} against {subscribedAll})',
      zh: '订阅率低（{subscribed}，全体{subscribedAll}）',
    },
  },
};

/** What the attributes are called. */
export const ATTRIBUTE_WORDS: Readonly<Record<ProfileAttribute, Label>> = {
  gender: { en: 'gender', zh: '性别' },
  location: { en: 'region', zh: '地区' },
  interests: { en: 'interest', zh: '兴趣' },
  product_category_preference: { en: 'category', zh: '品类' },
};

/** The sentences around the words. */
export const PERSONA_WORDS = {
  nobody: { en: 'Nobody is in this segment.', zh: '此类没有用户。' },

  /** The clause of an attribute whose most frequent value stands out. */
  mode: (attribute: ProfileAttribute, most: boolean): Label => {
    const name = ATTRIBUTE_WORDS[attribute];
    const shares = {
      en: `({${attribute}Share} against {${attribute}All})`,
      zh: `（{${attribute}Share}，全体{${attribute}All}）`,
    };
    return {
      en: `${name.en} ${most ? 'mostly' : 'often'} {${attribute}} ${shares.en}`,
      zh: `${name.zh}${most ? '多为' : '偏'}{${attribute}}${shares.zh}`,
    };
  },

  /** Both sentences: what sets apart; which means do not, and of which attributes no value stands out. */
  persona: (apart: readonly Label[], plainMeans: readonly Label[], plainModes: readonly Label[]): Label => {
    const first = {
      en:
        apart.length > 0
          ? `set apart from all users by: ${listEn(apart, 'and')}`
          : 'set apart from all users by nothing',
      zh:
        apart.length > 0
          ? `与全体用户相比：${apart.map(({ zh }) => zh).join('、')}`
          : '与全体用户相比无明显差别',
    };
    const rest = [
      ...(plainMeans.length > 0
        ? [
            {
              en: `no clear difference in ${listEn(plainMeans, 'or')}`,
              zh: `${listZh(plainMeans)}无明显差别`,
            },
          ]
        : []),
      ...(plainModes.length > 0
        ? [{ en: `no single ${listEn(plainModes, 'or')} stands out`, zh: `没有突出的${listZh(plainModes)}` }]
        : []),
    ];
    const second = { en: rest.map(({ en }) => en).join('; '), zh: rest.map(({ zh }) => zh).join('，') };
    return {
      en: `{users} users, {share} of all, ${first.en}.${rest.length > 0 ? ` ${capital(second.en)}.` : ''}`,
      zh: `{users}人，占{share}；${first.zh}。${rest.length > 0 ? `${second.zh}。` : ''}`,
    };
  },
} as const;

function listEn(labels: readonly Label[], last: 'and' | 'or'): string {
  const texts = labels.map(({ en }) => en);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1) ?? ''}`;
}

/** Chinese lists: all but the last joined by the enumeration comma. */
function listZh(labels: readonly Label[]): string {
  const texts = labels.map(({ zh }) => zh);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join('、')}和${texts.at(-1) ?? ''}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
