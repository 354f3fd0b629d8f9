import type { Label, Locale } from '../core/label.js';
import { count, say } from '../core/quantity.js';
import type { TableContract } from '../data/contract.js';
import { rulesToLeaveOut } from '../data/leave-out.js';
import type { Rules } from '../data/rules.js';

/**
 * The warning for a file without accepted rows: the rules that all rows break, or else the one that most rows break,
 * and how to load the file without checking them.
 */
export function nothingAccepted(name: string, rows: number, rules: Rules, contract: TableContract): Label {
  const all = rules.where(({ broken }) => broken === rows);
  const most = all.length > 0 ? all : rules.sort('broken', 'descending').head(1);
  const named = (locale: Locale) => most.rows.map((row) => say(most.values(row).rule, locale));
  const optional = rulesToLeaveOut(contract);
  const keys = most.rows
    .map(({ rule }) => rule.replace(/ \d+$/, ''))
    .filter((rule) => optional.includes(rule));
  const without = JSON.stringify([...new Set(keys)]);
  const [total, broken] = [count(rows), count(most.rows[0]?.broken ?? null)];
  const who =
    all.length > 0
      ? { en: 'All of them', zh: '所有行都' }
      : { en: `Most of them (${broken.en})`, zh: `其中${broken.zh}行` };
  const way = {
    en: keys.length === 0 ? 'Fix the file.' : `Fix the file, or skip the rule with without: ${without}.`,
    zh: keys.length === 0 ? '请修正文件。' : `请修正文件，或以without: ${without}载入，不检查该规则。`,
  };
  return {
    en: `None of the ${total.en} rows of ${name} was accepted. ${who.en} break the rule: ${named('en').join('; ')}. ${way.en}`,
    zh: `${name}共${total.zh}行，没有一行可用。${who.zh}违反规则：${named('zh').join('；')}。${way.zh}`,
  };
}
