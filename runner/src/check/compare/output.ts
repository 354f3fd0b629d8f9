import { PLOTLY_MIME } from '../../figures/plan.js';
import { isJsonObject, type JsonValue } from '../../json.js';
import { isRich, type ErrorOutput, type Output, type RichOutput } from '../../nbformat/index.js';
import { CLAIM_MIME, claimOf } from '../../run/claims.js';
import type { Difference } from '../difference.js';
import type { CompareRules } from '../rules.js';
import { claimName, compareClaims, compareVerdicts } from './claim.js';
import { compareFigures } from './figure.js';
import { compareJson } from './json.js';
import { comparePng } from './pixels.js';
import { compareHtmlTables } from './table.js';
import { compareText } from './text.js';

/** What two outputs must share to be compared with each other: type, stream, kinds of content, name. */
export function outputKind(output: Output): string {
  if (output.output_type === 'stream') return `stream ${output.name}`;
  if (!isRich(output)) return 'error';
  const leading = [CLAIM_MIME, PLOTLY_MIME].find((mime) => mime in output.data) ?? '';
  const { figure } = output.metadata;
  const name = isJsonObject(figure) ? figure['name'] : undefined;
  return JSON.stringify([output.output_type, leading, name ?? null, claimOf(output)?.id ?? null]);
}

/** A description of an output: `finding D-1 ("…")`, `figure "age"`, `stdout`, `text/html`. */
export function describeOutput(output: Output): string {
  if (output.output_type === 'stream') return output.name;
  if (!isRich(output)) return `error ${output.ename}`;
  if (CLAIM_MIME in output.data) return claimName(output);
  const { figure } = output.metadata;
  const name = isJsonObject(figure) && typeof figure['name'] === 'string' ? ` "${figure['name']}"` : '';
  if (PLOTLY_MIME in output.data || name !== '') return `figure${name}`;
  return byWeight(Object.keys(output.data))[0] ?? output.output_type;
}

/** How two outputs of the same kind differ under the rules, one difference per representation. */
export function compareOutputs(expected: Output, actual: Output, rules: CompareRules): Difference[] {
  if (isRich(expected) && isRich(actual)) {
    return rules.ignoreOutputs
      ? list(compareVerdicts(expected, actual))
      : compareRich(expected, actual, rules);
  }
  if (rules.ignoreOutputs) return [];
  const what = expected.output_type === 'stream' ? expected.name : 'error';
  return list(compareText(plainText(expected), plainText(actual), rules, what));
}

function compareRich(expected: RichOutput, actual: RichOutput, rules: CompareRules): Difference[] {
  const mimes = byWeight([...new Set([...Object.keys(expected.data), ...Object.keys(actual.data)])]);
  const contents = mimes.flatMap((mime) => {
    const [before, after] = [expected.data[mime], actual.data[mime]];
    if (mime === CLAIM_MIME) return list(compareClaims(expected, actual, rules));
    if (before === undefined) return [oneSided('extra-output', mime, 'the committed output has no')];
    if (after === undefined) return [oneSided('missing-output', mime, 'the fresh output has no')];
    return list(compareContent(mime, before, after, rules));
  });
  const items = compareJson(expected.metadata, actual.metadata, rules);
  const metadata: Difference[] =
    items.length === 0 ? [] : [{ kind: 'text', path: 'metadata', message: 'output metadata differs', items }];
  return foldTwins([...contents, ...metadata]);
}

function compareContent(
  mime: string,
  before: JsonValue,
  after: JsonValue,
  rules: CompareRules,
): Difference | undefined {
  if (mime === PLOTLY_MIME) return compareFigures(before, after, rules);
  if (typeof before !== 'string' || typeof after !== 'string') {
    const items = compareJson(before, after, rules);
    return items.length === 0 ? undefined : { kind: 'text', path: mime, message: `${mime} differs`, items };
  }
  if (mime === 'image/png') return comparePng(fromBase64(before), fromBase64(after), rules, mime);
  if (mime === 'image/svg+xml') return compareSvg(before, after, rules);
  if (isBinary(mime)) {
    const same = before.replace(/\s/g, '') === after.replace(/\s/g, '') || rules.figure === 'data';
    return same ? undefined : { kind: 'figure-pixels', path: mime, message: `${mime} differs` };
  }
  const text = compareText(before, after, rules, mime);
  if (text === undefined || mime !== 'text/html') return text;
  return compareHtmlTables(before, after, rules) ?? text;
}

function compareSvg(before: string, after: string, rules: CompareRules): Difference | undefined {
  if (rules.figure === 'data' || rules.figure === 'size') return undefined;
  const text = compareText(before, after, rules, 'image/svg+xml');
  return text && { ...text, kind: 'figure-pixels' };
}

/** The forms of one output say the same thing: of those that differ, the first tells how, the others are named. */
function foldTwins(differences: readonly Difference[]): Difference[] {
  const [lead, ...rest] = differences;
  if (lead === undefined) return [];
  const isTwin = ({ kind }: Difference): boolean => kind === 'text' || kind === 'number' || kind === 'table';
  const twins = rest.filter(isTwin).flatMap(({ path }) => path ?? []);
  const first = twins.length === 0 ? lead : { ...lead, also: twins };
  return [first, ...rest.filter((difference) => !isTwin(difference))];
}

const WEIGHT = [
  CLAIM_MIME,
  PLOTLY_MIME,
  'text/html',
  'application/json',
  'text/markdown',
  'text/latex',
  'text/plain',
];

/** Structured content first, pictures last. */
function byWeight(mimes: readonly string[]): string[] {
  const weight = (mime: string): number => {
    const place = WEIGHT.indexOf(mime);
    if (place !== -1) return place;
    return WEIGHT.length + (mime.startsWith('image/') ? 1 : 0);
  };
  return [...mimes].sort((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1));
}

function isBinary(mime: string): boolean {
  return /^(?:image|audio|video)\//.test(mime) || mime === 'application/pdf';
}

function oneSided(kind: 'missing-output' | 'extra-output', mime: string, whose: string): Difference {
  return { kind, path: mime, message: `${whose} ${mime}` };
}

function plainText(output: Output): string {
  if (output.output_type === 'stream') return output.text;
  return isRich(output) ? '' : errorText(output);
}

function errorText({ ename, evalue, traceback }: ErrorOutput): string {
  return [`${ename}: ${evalue}`, ...traceback].join('\n');
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function list(difference: Difference | undefined): Difference[] {
  return difference === undefined ? [] : [difference];
}
