import { GROUP_NAMES } from './names-common.js';

/** Computed texts: names from the data, and our own words. */
const VALUES: Readonly<Record<string, string>> = {
  ...GROUP_NAMES,
  'not defined': '未定义',
  nothing: '无',
  'pv + cart + fav + buy': 'pv+cart+fav+buy',
  '(no name)': '（无名）',
  Suburban: '郊区',
  Urban: '城市',
  Rural: '农村',
  Male: '男性',
  Female: '女性',
  Undisclosed: '未透露',
  Apparel: '服饰',
  Electronics: '电子产品',
  'Home & Kitchen': '家居厨房',
  'Health & Beauty': '健康美妆',
  Books: '图书',
  Technology: '科技',
  Sports: '运动',
  Food: '美食',
  Travel: '旅行',
  Fashion: '时尚',
  'Key value': '重要价值客户',
  'Key win-back': '重要唤回客户',
  'New high value': '新晋高价值客户',
  'Dormant high value': '高价值沉睡客户',
  Potential: '潜力客户',
  'General new': '一般新客户',
  'Low-cost maintain': '低成本维系客户',
  Lost: '流失客户',
  Monday: '周一',
  Tuesday: '周二',
  Wednesday: '周三',
  Thursday: '周四',
  Friday: '周五',
  Saturday: '周六',
  Sunday: '周日',
};

const VERDICTS: readonly (readonly [RegExp, string])[] = [
  [/ confirmed-as-defined$/, '（按所述口径证实）'],
  [/ confirmed$/, '（证实）'],
  [/ contradicted$/, '（与数据不符）'],
  [/ unsupported$/, '（依据不足）'],
  [/ untestable$/, '（无法检验）'],
];

/**
 * A computed text in Chinese: names are translated one by one, the rest is unchanged.
 *
 * @example
 * valueInChinese('Technology, Food'); // '科技、美食'
 * valueInChinese('4.36 to 5.14'); // '4.36–5.14'
 */
export function valueInChinese(text: string): string {
  const range = /^([−\d.,]+) to ([−\d.,]+)$/.exec(text);
  if (range !== null) return `${range[1]}–${range[2]}`;
  return text
    .split(', ')
    .map((part) => VALUES[part] ?? VERDICTS.reduce((word, [verdict, zh]) => word.replace(verdict, zh), part))
    .join('、');
}
