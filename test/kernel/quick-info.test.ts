import { describe, expect, it } from 'vitest';
import { quickInfoMarkdown, quickInfoText } from '../../kernel/src/compile/quick-info.js';

const parts = (...texts: string[]) => texts.map((text) => ({ text }));
const signature = parts('function ', 'aov', '(total: number): number');

describe('what Shift-Tab shows', () => {
  it('starts with the first sentence, then the rest, the tags, and the signature last', () => {
    const text = quickInfoText({
      displayParts: signature,
      documentation: parts(
        'Average order value, e.g. 12.5\nper order. Null where there are no orders.\n\nFormula: a / b.',
      ),
      tags: [
        { name: 'param', text: parts('total', ' ', 'the revenue') },
        { name: 'internal' },
        { name: 'example', text: parts('aov(1);\naov(2);') },
      ],
    });
    expect(text).toBe(`Average order value, e.g. 12.5
per order.

Null where there are no orders.

Formula: a / b.

@param total the revenue
@example
aov(1);
aov(2);

function aov(total: number): number`);
  });

  it.each([
    [
      'a sentence alone',
      'Average order value.',
      'Average order value.\n\nfunction aov(total: number): number',
    ],
    [
      'a title without a stop',
      'Orders\n\nAll of them.',
      'Orders\n\nAll of them.\n\nfunction aov(total: number): number',
    ],
    [
      'a Chinese sentence',
      '客单价。没有订单时为空。',
      '客单价。\n\n没有订单时为空。\n\nfunction aov(total: number): number',
    ],
    ['no documentation', '', 'function aov(total: number): number'],
  ])('for %s', (_, documentation, expected) => {
    expect(quickInfoText({ displayParts: signature, documentation: parts(documentation) })).toBe(expected);
  });

  it('is empty where nothing is known', () => {
    expect(quickInfoText({})).toBe('');
  });

  it('is Markdown with the signature first for editors that show that', () => {
    const text = quickInfoMarkdown({
      displayParts: signature,
      documentation: parts('Average order value.'),
      tags: [
        { name: 'param', text: parts('total the revenue') },
        { name: 'example', text: parts('aov(1);') },
      ],
    });
    expect(text).toBe(
      '```ts\nfunction aov(total: number): number\n```\n\nAverage order value.\n\n' +
        '*@param* total the revenue\n\n*@example*\n\n```ts\naov(1);\n```',
    );
  });
});
