import type { Label, Locale } from '../../core/label.js';
import { judgedRule, type Alerts } from './alerts.js';

/**
 * What an alert says, in both languages, with its number, limit, customers and rate of false alarms.
 *
 * @throws OptionsError for a week or an alert that was not judged.
 * @example
 * monitoring.alertText(found, { week: '2011-11-06', alert: 'platinumChurn' }).en;
 */
export function alertText(
  alerts: Alerts,
  { week, alert }: { readonly week: string; readonly alert: string },
): Label {
  const rule = judgedRule(alerts, { week, alert });
  const found = alerts.at({ week, alert });
  const chance = alerts.falseAlarms;
  const text = (locale: Locale) => {
    const [value, limit, affected, of] = [found.value, found.limit, found.affected, found.of].map(
      (quantity) => quantity[locale],
    );
    const rate = `${String(Number((chance * 100).toPrecision(3)))}%`;
    return { name: found.alert[locale], value, limit, affected, of, rate };
  };
  const [en, zh] = [text('en'), text('zh')];
  const isState = 'share' in rule;
  const weeks = isState ? '' : alerts.lag === 1 ? ' over one week' : ` over ${alerts.lag} weeks`;
  const zhWeeks = isState ? '' : `${alerts.lag}周内`;
  if (found.limit.raw === null) {
    return {
      en: `${en.name}, week to ${week}: no customers to tell it from.`,
      zh: `${zh.name}，截至${week}当周：没有可供判断的客户。`,
    };
  }
  const fires = found.fires.raw === true;
  return {
    en:
      `${en.name}, week to ${week}: ${en.value}${weeks}, ${fires ? 'above' : 'not above'} the limit of ${en.limit}, ` +
      `which ${en.rate} of quiet weeks exceed; ${en.affected} of ${en.of} customers concerned.`,
    zh:
      `${zh.name}，截至${week}当周：${zhWeeks}为${zh.value}，${fires ? '高于' : '未高于'}预警线${zh.limit}` +
      `（平稳周中有${zh.rate}会超过此线）；涉及${zh.of}名客户中的${zh.affected}名。`,
  };
}
