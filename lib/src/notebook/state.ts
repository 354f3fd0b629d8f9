import { escapeHtml, escapeMarkdown, type Output } from '../core/display.js';
import type { Text } from '../core/label.js';
import { filled } from '../core/message.js';
import { currentSession } from '../core/session.js';
import { plainTexts } from '../core/translation.js';
import { flattened, type FindingValues } from './finding.js';
import { publish } from './show.js';

/**
 * States a sentence with computed values and gives no verdict: for definitions, for counts, and for what follows from
 * how the groups were made. A {@link finding} is for what the data could have contradicted.
 *
 * @param text ICU MessageFormat with `{name}` or `{row.column}` for values, and no typed numbers.
 * @throws FindingTemplateError when text and values do not match.
 * @example
 * state('By definition the high-value segments hold {high.users} of {all} users.', { high, all: count(1000) });
 */
export function state(text: Text, values: FindingValues): void {
  const sentence = filled(text, flattened(values))[currentSession().locale];
  const texts = plainTexts([text]);
  const output: Output = {
    data: {
      'text/html': `<p>${escapeHtml(sentence)}</p>`,
      'text/markdown': escapeMarkdown(sentence),
      'text/plain': sentence,
    },
    ...(texts.length > 0 && { metadata: { texts } }),
  };
  publish(output);
}
