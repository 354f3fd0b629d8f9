import type { TranslationState } from '../translate/judge.js';
import type { TranslationReport } from '../translate/status.js';
import { textTable } from './text-table.js';

const STATES: readonly TranslationState[] = [
  'fresh',
  'stale',
  'missing',
  'orphan',
  'edited',
  'broken',
  'conflict',
];

/** One line per notebook with its counts, then one line per problem. */
export function translationLines({ notebooks, stray }: TranslationReport): string[] {
  const head = ['notebook', 'language', 'texts', ...STATES];
  const rows = notebooks.map(({ notebook, lang, texts, counts }) => [
    notebook,
    lang,
    String(texts),
    ...STATES.map((state) => String(counts[state])),
  ]);
  const problems = notebooks.flatMap((each) => each.problems);
  return [
    ...textTable([head, ...rows]),
    ...problems.map(({ where, cell, state, message }) =>
      [where, ...(cell === undefined ? [] : [cell]), state, message].join(': '),
    ),
    ...stray.map((file) => `${file}: orphan: there is no such notebook`),
  ];
}
