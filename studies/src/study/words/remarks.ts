import type { StudyName } from '../claim.js';
import { nameInChinese } from './names.js';
import { DOUYIN_CONCLUSION_REMARKS } from './remarks-douyin-conclusions.js';
import { DOUYIN_REGION_REMARKS } from './remarks-douyin-regions.js';
import { DOUYIN_SEGMENT_REMARKS } from './remarks-douyin-segments.js';
import { DOUYIN_USER_REMARKS } from './remarks-douyin-users.js';
import { NETSUITE_REMARKS } from './remarks-netsuite.js';
import { TAOBAO_FUNNEL_REMARKS } from './remarks-taobao-funnel.js';
import { TAOBAO_TIME_REMARKS } from './remarks-taobao-time.js';
import { XIAOXIANG_REMARKS } from './remarks-xiaoxiang.js';
import { valueInChinese } from './values.js';

/** Sentences of definitions and notes, English to Chinese; a check fills in `{name}`. */
export const REMARKS: Readonly<Record<string, string>> = {
  ...DOUYIN_USER_REMARKS,
  ...DOUYIN_SEGMENT_REMARKS,
  ...DOUYIN_REGION_REMARKS,
  ...DOUYIN_CONCLUSION_REMARKS,
  ...TAOBAO_FUNNEL_REMARKS,
  ...TAOBAO_TIME_REMARKS,
  ...NETSUITE_REMARKS,
  ...XIAOXIANG_REMARKS,
};

interface Sentence {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly zh: string;
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** Longest first, so that a sentence is not mistaken for the beginning of a longer one. */
const SENTENCES: readonly Sentence[] = Object.entries(REMARKS)
  .sort(([a], [b]) => b.replace(PLACEHOLDER, '').length - a.replace(PLACEHOLDER, '').length)
  .map(([en, zh]) => ({
    pattern: new RegExp(`^${en.split(PLACEHOLDER).map(asPattern).join('')}(?=\\s|$)`),
    names: [...en.matchAll(PLACEHOLDER)].map(([, name = '']) => name),
    zh,
  }));

/** Text between placeholders matches literally; a placeholder matches anything. */
function asPattern(part: string, n: number): string {
  return n % 2 === 1 ? '(.+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A verdict on a sample, with what it rests on. */
const ON_SAMPLE =
  /^(Too few users to tell|Beyond chance|Confirmed within a margin): (.+?)\.(?: And (\d+) more\.)?$/;
const LEADS: Readonly<Record<string, string>> = {
  'Too few users to tell': '用户太少，无法判断：',
  'Beyond chance': '差异超出随机范围：',
  'Confirmed within a margin': '在容许范围内成立：',
};
const DIFFERENCE =
  /^(\w+): (published|required) (.+), (computed|here) (.+?)(?: \((?:([\d.]+) percent: (.+), )?([\d,]+) users\))?$/;
const MARGIN = /^(\w+) (.+) \(([\d,]+) users\)$/;

/**
 * A definition or note in Chinese, sentence by sentence; `undefined` if a sentence is missing from the dictionary.
 *
 * @example
 * remarkInChinese('douyin', 'It is highest in Urban, at another figure.'); // 'ARPU最高的是城市，但数字不同。'
 */
export function remarkInChinese(document: StudyName, remark: string): string | undefined {
  const text = remark.trim();
  if (text === '') return '';
  for (const { pattern, names, zh } of SENTENCES) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const rest = remarkInChinese(document, text.slice(found[0].length));
    if (rest === undefined) continue;
    const values = new Map(names.map((name, n) => [name, valueInChinese(found[n + 1] ?? '')]));
    return `${zh.replace(PLACEHOLDER, (_, name: string) => values.get(name) ?? '')}${rest}`;
  }
  const [, lead = '', listed, more] = ON_SAMPLE.exec(text) ?? [];
  const told = differences(document, listed ?? text);
  if (told === undefined) return undefined;
  return `${LEADS[lead] ?? ''}${told}${more === undefined ? '' : `另有${more}项。`}`;
}

/** `percent: published 40, computed 39.8; …`: the differences between published and computed figures. */
function differences(document: StudyName, text: string): string | undefined {
  const parts = text.split('; ').map((part) => difference(document, part));
  return parts.includes(undefined) ? undefined : `${parts.join('；')}。`;
}

function difference(document: StudyName, text: string): string | undefined {
  const margin = MARGIN.exec(text);
  if (margin !== null && !text.includes(': ')) return within(document, margin);
  const [, key, source, published = '', way, here = '', level, interval, users] = DIFFERENCE.exec(text) ?? [];
  const called = key === undefined ? undefined : nameInChinese(document, key);
  if (called === undefined) return undefined;
  const value = valueWith(called.percent);
  const figure = `${source === 'required' ? '应' : '文中给出'}${value(bounded(published))}`;
  const around = [
    ...(interval === undefined ? [] : [`${level}%置信区间${valueInChinese(interval)}`]),
    ...(users === undefined ? [] : [`${users}名用户`]),
  ];
  const basis = around.length === 0 ? '' : `（${around.join('，')}）`;
  return `${called.name}：${figure}，${way === 'computed' ? '计算得' : '本数据为'}${value(here)}${basis}`;
}

/** `percent 63.3 to 73.3 (814 users)`: the margin within which a sample confirms a figure. */
function within(document: StudyName, [, key = '', range = '', users]: RegExpExecArray): string | undefined {
  const called = nameInChinese(document, key);
  return called && `${called.name}${valueWith(called.percent)(bounded(range))}（${users}名用户）`;
}

const bounded = (figure: string): string =>
  figure
    .replace(/^about /, '约')
    .replace('> ', '高于')
    .replace('< ', '低于');

const valueWith =
  (percent: boolean) =>
  (number: string): string =>
    `${valueInChinese(number)}${percent && /\d$/.test(number) ? '%' : ''}`;
