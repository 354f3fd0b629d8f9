import type { Locale } from '../../core/label.js';
import { viewOf } from '../../core/result-view.js';
import type { Result } from '../../core/result.js';
import { tableBundle, type TableView } from '../../core/table-view.js';
import type { Audit } from '../../metrics/audit/audit.js';

/** What was audited: the columns as they are called in the file. */
export interface Audited {
  /** Name of the file. */
  readonly file: string;
  readonly segment: string;
  readonly outcome: string;
  readonly threshold: number;
  readonly user: string | null;
  readonly features: readonly string[];
  readonly periods: readonly string[];
  readonly halves: string | null;
}

/** The results of an audit by name, in the order in which they are shown. */
function resultsOf(audit: Audit): Readonly<Record<string, Shown>> {
  const { composition, relations, segments, anomalies, methods, control, periods, drift } = audit;
  return {
    scorecard: audit,
    ...{ composition, relations, segments, anomalies, methods, control },
    ...(periods !== null && { periods }),
    ...(drift !== null && { drift, 'drift-summary': drift.summary }),
  };
}

type Shown = Pick<Result, 'session' | 'title' | 'schema' | 'note' | 'length'> & {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
};

/** Everything that was found, for other programs: numbers as they are, missing ones null. */
export function auditJson(audit: Audit, audited: Audited): string {
  const results = Object.entries(resultsOf(audit)).map(([name, { rows }]) => [name, rows] as const);
  return `${JSON.stringify({ audited, results: Object.fromEntries(results) }, null, 2)}\n`;
}

/** The tables of a report without figures. */
export function auditViews(audit: Audit): readonly TableView[] {
  return Object.values(resultsOf(audit)).flatMap((result) =>
    result.length === 0 ? [] : [viewOf(result, { limit: result.length })],
  );
}

/** The scorecard in a few lines. */
export function scorecardText(audit: Audit): string {
  const short = audit.select('criterion', 'grade', 'value', 'advice');
  return String(tableBundle([viewOf(short, {})])['text/plain']);
}

/** What to do about the criteria that are poor. */
export function adviceOf(audit: Audit): readonly string[] {
  const { locale } = audit.session;
  const poor = audit.where({ grade: 'poor' });
  return poor.rows.map(({ criterion }) => {
    const row = audit.at({ criterion });
    return `${row.criterion[locale]}${locale === 'zh' ? '：' : ': '}${row.advice[locale]}`;
  });
}

/** What is audited, as the heading of a page. */
export const headingOf = ({ file, segment, outcome }: Audited, locale: Locale): string =>
  locale === 'zh'
    ? `分层审计：${file}中${segment}与${outcome}`
    : `Audit of ${segment} by ${outcome} in ${file}`;
