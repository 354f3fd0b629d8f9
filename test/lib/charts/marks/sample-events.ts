/** Results of visits, steps and retention, for the figures of `samples.ts`. */
import { column, type Locale } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { resultOf } from './result-of.js';
import { names, label, REGIONS, region } from './sample-names.js';

export const hours = (locale: Locale) =>
  resultOf(
    {
      hour: column.count(label('Hour of day', '小时')),
      views: column.count(label('Page views', '浏览量')),
      rate: optional(column.percent(label('Buyers / users', '购买用户占比'))),
    },
    Array.from({ length: 24 }, (_, hour) => ({
      hour,
      views: Math.round(
        900_000 + 800_000 * Math.sin(((hour - 13) / 24) * 2 * Math.PI) + 30_000 * ((hour * 7) % 5),
      ),
      rate: hour === 3 ? null : 0.12 + 0.1 * Math.exp(-((hour - 10) ** 2) / 18),
    })),
    { locale, title: label('Traffic and conversion by hour', '各时段流量与转化') },
  );

export const week = (locale: Locale) =>
  resultOf(
    {
      weekday: column.count(label('Day of week', '星期')),
      hour: column.count(label('Hour of day', '小时')),
      views: column.count(label('Page views', '浏览量')),
    },
    Array.from({ length: 24 * 6 }, (_, index) => ({
      weekday: Math.floor(index / 24) + 1,
      hour: index % 24,
      views: Math.round(
        (900_000 + 800_000 * Math.sin((((index % 24) - 13) / 24) * 2 * Math.PI)) * (index >= 120 ? 1.3 : 1),
      ),
    })),
    {
      locale,
      title: label('Page views by hour and weekday (Asia/Shanghai)', '各星期各小时的浏览量（Asia/Shanghai）'),
    },
  );

/** Cohorts of four days; what lies beyond the last day cannot be observed. */
export const cohorts = (locale: Locale) =>
  resultOf(
    {
      cohort: column.date(label('First day seen', '首次出现日期')),
      day: column.count(label('Days since', '此后天数')),
      rate: optional(column.percent(label('Retained', '留存率'))),
    },
    [0, 1, 2, 3].flatMap((first) =>
      [0, 1, 2, 3].map((day) => ({
        cohort: `2017-11-${25 + first}`,
        day,
        rate: first + day > 3 ? null : day === 0 ? 1 : 0.78 - 0.05 * first - 0.013 * day,
      })),
    ),
    { locale, title: label('Retention by first day seen', '按首次出现日期的留存率') },
  );

export const steps = (locale: Locale, users = [984_105, 859_275, 672_404]) =>
  resultOf(
    {
      step: column.category(
        label('Step', '步骤'),
        names({
          view: ['Viewed', '浏览'],
          cart: ['Put in cart or favorites', '加购或收藏'],
          buy: ['Bought', '购买'],
        }),
      ),
      users: column.count('users'),
    },
    ['view', 'cart', 'buy'].map((step, index) => ({ step, users: users[index] ?? 0 })),
    { locale, title: label('From view to purchase', '从浏览到购买') },
  );

const RETAINED = [1, 0.7504, 0.7362, 0.7381, 0.7422, 0.7511, 0.7717, 0.8607, null];

export const retained = (locale: Locale) =>
  resultOf(
    {
      day: column.count(label('Days since first seen', '首次出现后天数')),
      rate: optional(column.percent(label('Retained', '留存率'), { interval: 'interval' })),
      interval: optional(column.interval()),
    },
    RETAINED.map((rate, day) => ({
      day,
      rate,
      interval: rate === null ? null : { low: rate - 0.03, high: Math.min(1, rate + 0.03) },
    })),
    { locale, title: label('Users seen again', '用户留存') },
  );

export const daily = (locale: Locale) =>
  resultOf(
    {
      date: column.date(label('Date (Asia/Shanghai)', '日期（Asia/Shanghai）')),
      region,
      views: column.count(label('Page views', '浏览量')),
    },
    Object.keys(REGIONS).flatMap((key, at) =>
      Array.from({ length: 15 }, (_, day) => ({
        date: new Date(Date.UTC(2017, 10, 22 + day)).toISOString().slice(0, 10),
        region: key,
        views: Math.round(40_000 * (at + 1) + 5000 * Math.sin(day + at)),
      })),
    ),
    { locale, title: label('Page views by region', '各地区浏览量') },
  );
