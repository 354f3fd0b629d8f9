import { describe, expect, it } from 'vitest';
import { rewriteAttachments } from '../../../runner/src/figures/attachments.js';

const rewrite = (source: string) => rewriteAttachments(source, (name) => `<${name}>`);

describe('rewriteAttachments', () => {
  it.each([
    ['![x](attachment:a.png)', '![x](<a.png>)'],
    ['![x](attachment:a%20b.png "A title")', '![x](<a b.png> "A title")'],
    ['![x](<attachment:a b (1).png>)', '![x](<a b (1).png>)'],
    ['![x](attachment:a(1).png) (attachment:b)', '![x](<a(1).png>) (attachment:b)'],
    ['[![x](attachment:a.png)](attachment:b.png)', '[![x](<a.png>)](<b.png>)'],
    ['![x][m]\n\n[m]: attachment:a.png "T"', '![x][m]\n\n[m]: <a.png> "T"'],
    ['<img alt="x" src="attachment:a.png" width="3">', '<img alt="x" src="<a.png>" width="3">'],
    ["<IMG SRC = 'attachment:a.png'>", "<IMG SRC = '<a.png>'>"],
    ['![x](attachment:%zz)', '![x](<%zz>)'],
  ])('finds the attachment in %j', (source, expected) => {
    expect(rewrite(source)).toBe(expected);
  });

  it.each([
    '`![x](attachment:a.png)`',
    '`` a ` ![x](attachment:a.png) ``',
    '```md\n![x](attachment:a.png)\n```',
    '- ~~~\n  ![x](attachment:a.png)\n  ~~~',
    '```\n![x](attachment:a.png)',
    'attachment:a.png',
    '![x](file.png)',
  ])('leaves %j', (source) => {
    expect(rewrite(source)).toBe(source);
  });

  it('goes on behind code', () => {
    expect(rewrite('```\n`\n```\n![x](attachment:a)')).toBe('```\n`\n```\n![x](<a>)');
    expect(rewrite('a `b` ![x](attachment:a) ` c')).toBe('a `b` ![x](<a>) ` c');
    expect(rewrite('````\n```\n![x](attachment:b)\n````\n![x](attachment:a)')).toBe(
      '````\n```\n![x](attachment:b)\n````\n![x](<a>)',
    );
  });

  it('leaves what has no new address', () => {
    const source = '![x](attachment:a%20b.png)';
    expect(rewriteAttachments(source, () => undefined)).toBe(source);
  });
});
