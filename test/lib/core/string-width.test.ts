import fc from 'fast-check';
import reference from 'string-width';
import { expect, it } from 'vitest';
import { stringWidth } from '../../../lib/src/core/string-width.js';

it('is what the package says of any text', () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(texts, (text) => {
      expect(stringWidth(text)).toBe(reference(text));
    }),
    {
      examples: [[''], ['a b~'], ['订单 12'], ['\t'], ['\u007f'], ['\u001b[1mbold\u001b[0m'], ['é'], ['👨‍👩‍👧']],
    },
  );
});
