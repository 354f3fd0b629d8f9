import { endOf, tokensOf, type Token } from './tokens.js';

/** One change of a template's SQL. Holes stay where they are: only the texts around them differ. */
export interface SqlMutant {
  readonly texts: readonly string[];
  /** Where the change begins. */
  readonly part: number;
  readonly at: number;
  /** In words, such as `sum -> max`. */
  readonly change: string;
}

interface Edit {
  readonly token: Pick<Token, 'part' | 'at'>;
  readonly remove: number;
  readonly insert: string;
}

interface Change {
  readonly change: string;
  readonly edits: readonly Edit[];
}

const SWAPS: Readonly<Record<string, string>> = {
  ...{
    '<': '<=',
    '<=': '<',
    '>': '>=',
    '>=': '>',
    '=': '<>',
    '<>': '=',
    '+': '-',
    '-': '+',
    '*': '/',
    '/': '*',
  },
  ...{ AND: 'OR', OR: 'AND', ASC: 'DESC', DESC: 'ASC', LEFT: 'INNER', TRUE: 'FALSE', FALSE: 'TRUE' },
};

const FUNCTIONS: Readonly<Record<string, string>> = {
  ...{ SUM: 'max', MIN: 'max', MAX: 'min', AVG: 'max', GREATEST: 'least', LEAST: 'greatest' },
  ...{ LAG: 'lead', LEAD: 'lag', FLOOR: 'ceil', CEIL: 'floor', RANK: 'row_number' },
  ...{ MIN_BY: 'max_by', MAX_BY: 'min_by', ARG_MIN: 'arg_max', ARG_MAX: 'arg_min' },
  ...{ BOOL_OR: 'bool_and', BOOL_AND: 'bool_or', STDDEV_SAMP: 'stddev_pop', ROUND: 'floor' },
};

const CLAUSES = 'WHERE GROUP HAVING QUALIFY WINDOW ORDER LIMIT UNION EXCEPT INTERSECT'.split(' ');
const CONDITION_ENDS = new Set(CLAUSES);
const ITEM_ENDS = new Set([...CLAUSES, ',', 'ROWS', 'RANGE', 'NULLS', 'ASC', 'DESC']);
const PARTITION_ENDS = new Set(['ORDER', 'ROWS', 'RANGE']);

/** All changes of a template's SQL, one at a time. */
export function sqlMutants(texts: readonly string[]): SqlMutant[] {
  const tokens = tokensOf(texts);
  return tokens.flatMap((token, index) =>
    changesAt(tokens, token, index).map(({ change, edits }) => ({
      ...{ texts: edited(texts, edits), part: token.part, at: token.at, change },
    })),
  );
}

function edited(texts: readonly string[], edits: readonly Edit[]): string[] {
  const changed = [...texts];
  // From the back, so that the places of the edits before stay where they are.
  for (const { token, remove, insert } of edits.toReversed()) {
    const text = changed[token.part] ?? '';
    changed[token.part] = text.slice(0, token.at) + insert + text.slice(token.at + remove);
  }
  return changed;
}

const replaced = (token: Token, by: string): Change => ({
  change: `${token.text} -> ${by === '' ? 'nothing' : by}`,
  edits: [{ token, remove: token.text.length, insert: by }],
});

function changesAt(tokens: readonly Token[], token: Token, index: number): Change[] {
  const [before, after] = [tokens[index - 1]?.key ?? '', tokens[index + 1]?.key ?? ''];
  if (token.kind === 'number') return isAmount(tokens, index) ? [replaced(token, more(token.text))] : [];
  if (token.kind === 'operator') return operatorChanges(token, before, after);
  if (token.kind !== 'word') return [];
  const changes: Change[] = [];
  const swap = SWAPS[token.key];
  if (swap !== undefined && isSwapped(tokens, index)) changes.push(replaced(token, swap));
  const other = FUNCTIONS[token.key];
  if (other !== undefined && after === '(') changes.push(replaced(token, other));
  if (token.key === 'COUNT' && after === '(') changes.push(...countChanges(tokens, token, index));
  if (token.key === 'DISTINCT' && before !== 'IS' && after !== 'FROM') changes.push(replaced(token, ''));
  if (token.key === 'NOT' && after !== 'EXISTS') changes.push(replaced(token, ''));
  if (token.key === 'ALL' && before === 'UNION') changes.push(replaced(token, ''));
  if (token.key === 'IS' && after === 'NULL') changes.push(replaced(token, 'IS NOT'));
  if (token.key === 'FIRST' && before === 'NULLS') changes.push(replaced(token, 'LAST'));
  if (token.key === 'LAST' && before === 'NULLS') changes.push(replaced(token, 'FIRST'));
  if (token.key === 'JOIN' && !/^(LEFT|INNER|CROSS|FULL|RIGHT|OUTER|ASOF|SEMI|ANTI)$/.test(before)) {
    changes.push(replaced(token, 'LEFT JOIN'));
  }
  if (token.key === 'WHERE' || token.key === 'HAVING' || token.key === 'QUALIFY') {
    changes.push(around(tokens, index, endOf(tokens, index, CONDITION_ENDS), ['TRUE OR (', ')']));
  }
  if (token.key === 'WHEN' && before !== 'THEN' && isSearched(tokens, index)) {
    changes.push(around(tokens, index, endOf(tokens, index, new Set(['THEN'])), ['NOT (', ')']));
  }
  if (token.key === 'BY' && before === 'PARTITION') {
    changes.push(around(tokens, index, endOf(tokens, index, PARTITION_ENDS), ['(', ') IS NULL AND FALSE']));
  }
  if (token.key === 'BY' && before === 'ORDER') changes.push(...directions(tokens, index));
  return changes;
}

const more = (number: string) =>
  number.includes('.') ? String(Number(number) + 0.1) : `${Number(number) + 1}`;

/** Not the place of a column, nor the digits of a type, nor what stands for a row that is counted. */
function isAmount(tokens: readonly Token[], index: number): boolean {
  const depth = tokens[index]?.depth ?? 0;
  if (tokens[index - 1]?.key === 'THEN' && isCounted(tokens, index)) return false;
  const open = tokens.slice(0, index).findLastIndex((token) => token.depth < depth && token.text === '(');
  if (/^(DECIMAL|VARCHAR|NUMERIC)$/.test(tokens[open - 1]?.key ?? '')) return false;
  for (let at = index - 1; tokens[at]?.text === ',' || tokens[at]?.key === 'BY'; at -= 2) {
    if (tokens[at]?.key === 'BY') return false;
  }
  return true;
}

/** Whether it is within the parentheses of a count. */
function isCounted(tokens: readonly Token[], index: number): boolean {
  const depth = tokens[index]?.depth ?? 0;
  const open = tokens.slice(0, index).findLastIndex((token) => token.depth < depth && token.text === '(');
  return tokens[open - 1]?.key === 'COUNT';
}

function operatorChanges(token: Token, before: string, after: string): Change[] {
  const swap = SWAPS[token.text];
  const star =
    token.text === '*' && (before === '' || /^(SELECT|DISTINCT|[(,.])$/.test(before) || after === ')');
  return swap === undefined || star ? [] : [replaced(token, swap)];
}

/** Whether AND joins conditions, OR is no part of CREATE OR REPLACE, and LEFT begins a join. */
function isSwapped(tokens: readonly Token[], index: number): boolean {
  const [token, before] = [tokens[index], tokens[index - 1]?.key];
  if (token?.key === 'OR') return before !== 'CREATE';
  if (token?.key === 'LEFT') return tokens[index + 1]?.key !== '(';
  if (token?.key !== 'AND') return true;
  const last = tokens
    .slice(0, index)
    .findLast(({ key, depth }) => depth === token.depth && (key === 'AND' || key === 'BETWEEN'));
  return last?.key !== 'BETWEEN';
}

function countChanges(tokens: readonly Token[], token: Token, index: number): Change[] {
  const [open, inside] = [tokens[index + 1], tokens[index + 2]];
  const none = { change: 'count -> 0 * count', edits: [{ token, remove: 0, insert: '0 * ' }] };
  if (open === undefined || inside?.text === '*' || inside?.key === 'DISTINCT') return [none];
  const place = { part: open.part, at: open.at + 1 };
  return [{ change: 'count -> count(DISTINCT)', edits: [{ token: place, remove: 0, insert: 'DISTINCT ' }] }];
}

/** Whether a WHEN has a condition rather than a value: CASE comes right before the first of its own. */
function isSearched(tokens: readonly Token[], index: number): boolean {
  const start = tokens
    .slice(0, index)
    .findLastIndex(({ key, depth }) => key === 'CASE' && depth === tokens[index]?.depth);
  return start === -1 || tokens[start + 1]?.key === 'WHEN';
}

function around(
  tokens: readonly Token[],
  from: number,
  end: number,
  [open, close]: readonly [string, string],
): Change {
  const start = after(tokens[from]);
  return {
    change: `${tokens[from]?.text ?? ''} ${open}...${close}`,
    edits: [
      { token: start, remove: 0, insert: ` ${open}` },
      { token: end > from + 1 ? after(tokens[end - 1]) : start, remove: 0, insert: close },
    ],
  };
}

/** Right behind a token; behind a hole the next text begins. */
function after(token: Token | undefined): Pick<Token, 'part' | 'at'> {
  if (token === undefined) return { part: 0, at: 0 };
  return token.kind === 'hole'
    ? { part: token.part + 1, at: 0 }
    : { part: token.part, at: token.at + token.text.length };
}

/** Every item of ORDER BY without a direction, the other way round. */
function directions(tokens: readonly Token[], by: number): Change[] {
  const changes: Change[] = [];
  for (let [from, item] = [by, 1]; from === by || tokens[from]?.text === ','; item += 1) {
    const end = endOf(tokens, from, ITEM_ENDS);
    if (!/^(ASC|DESC)$/.test(tokens[end]?.key ?? '') && end > from + 1) {
      const place = after(tokens[end - 1]);
      changes.push({
        change: `item ${item} of ORDER BY -> DESC`,
        edits: [{ token: place, remove: 0, insert: ' DESC' }],
      });
    }
    from = tokens.findIndex((token, index) => index >= end && /^(,|\)|ROWS|RANGE|LIMIT)$/.test(token.key));
    if (from === -1) break;
  }
  return changes;
}
