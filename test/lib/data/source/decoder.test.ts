import { describe, expect, it } from 'vitest';
import { decoderOf } from '../../../../lib/src/data/source/decoder.js';

describe('windows-1252', () => {
  it('has the euro sign, dashes and curly quotes of the WHATWG index, whatever the platform makes of them', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, n) => 0x80 + n);
    expect(decoderOf('windows-1252').decode(bytes)).toBe(
      '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ',
    );
    expect(decoderOf('latin1').decode(Uint8Array.of(0x80, 0xa3, 0xe9))).toBe('€£é');
  });

  it('alone has them there', () => {
    expect(decoderOf('utf-8').decode(Buffer.from('\u0080é'))).toBe('\u0080é');
  });
});
