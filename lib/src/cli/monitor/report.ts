import { junitXml, type JunitCase } from '../../core/junit.js';
import type { Label, Locale } from '../../core/label.js';
import type { Alerts } from '../../metrics/monitoring/alerts.js';
import { alertText } from '../../metrics/monitoring/alert-text.js';

/** An alert of the week, as it is written and sent. */
export interface AlertMessage {
  readonly alert: string;
  readonly week: string;
  readonly fires: boolean;
  readonly value: number | null;
  readonly limit: number | null;
  readonly p: number | null;
  readonly affected: number;
  readonly of: number;
  readonly text: Label;
}

/** What `tally monitor` found in the last week. */
export interface WeekMessage {
  readonly week: string;
  readonly falseAlarms: number;
  readonly alarms: readonly AlertMessage[];
  readonly quiet: readonly AlertMessage[];
}

/** The alerts of the last week. */
export function weekMessage(alerts: Alerts): WeekMessage {
  const week = alerts.rows.at(-1)?.week ?? '';
  const all = alerts.rows
    .filter((row) => row.week === week)
    .map(({ alert, ...row }): AlertMessage => ({ alert, ...row, text: alertText(alerts, { week, alert }) }));
  return {
    ...{ week, falseAlarms: alerts.falseAlarms },
    alarms: all.filter(({ fires }) => fires),
    quiet: all.filter(({ fires }) => !fires),
  };
}

/** As JUnit XML: a test case for each alert, which fails if it fires. */
export function monitorJunit({ week, alarms, quiet }: WeekMessage): string {
  const cases: JunitCase[] = [...alarms, ...quiet].map(({ alert, fires, text }) => ({
    name: alert,
    ...(fires && { failure: { type: 'alarm', message: text.en } }),
  }));
  return junitXml('tally monitor', [{ name: `week to ${week}`, cases }]);
}

/** As lines on a terminal. */
export function weekText({ alarms, quiet }: WeekMessage, locale: Locale): string {
  return [
    ...alarms.map(({ text }) => `! ${text[locale]}`),
    ...quiet.map(({ text }) => `  ${text[locale]}`),
  ].join('\n');
}
