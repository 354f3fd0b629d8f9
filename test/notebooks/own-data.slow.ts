import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { committedHash, runNotebooks, type Ran } from './run.js';

const file = realFile('douyin/user_personalized_features.csv');

/** The notebooks that read a user table; those on events have tests of their own. */
const ofUsers = readdirSync('notebooks')
  .filter((name) => name.endsWith('.ipynb'))
  .map((name) => join('notebooks', name))
  .filter((path) => readFileSync(path, 'utf8').includes('TALLY_USERS'));

describe.skipIf(file === null)('the notebooks on the real user table', () => {
  const before = committedHash();
  let ran: Ran;
  beforeAll(() => {
    ran = runNotebooks(ofUsers, ['-p', `users=${resolve(file ?? '')}`]);
  }, 300_000);
  afterAll(() => ran.remove());

  it('run to the end', () => {
    expect(ran.log).toContain('02-portrait');
    expect(ran.code).toBe(0);
  });

  it('leave the committed files alone', () => {
    expect(committedHash()).toBe(before);
  });

  it('set no row aside', () => {
    const cleaning = ran.read('01-cleaning.md');
    expect(cleaning).toContain('| Rows in the file | 1,000 | 100.0% |');
    expect(cleaning).toContain('| Set aside | 0 | 0.0% |');
  });

  it('show the real numbers', () => {
    const portrait = ran.read('02-portrait.md');
    expect(portrait).toContain('| Income | 1,000 | ¥27 | ¥23,931 | ¥53,512 | ¥58,947 | ¥91,238 | ¥149,619 |');
    expect(portrait).toContain('¥2,437,136 from 7,337 orders are ¥332.17 an order');
    expect(portrait).toContain('¥837.78');
    expect(portrait).toContain('50 and over: 319 of 1,000 users, 31.9%');
  });

  it('show the real segments', () => {
    const segments = ran.read('03-rfm.md');
    expect(segments).toContain('| Key win-back | 80 | 82 | 82 | 91 | 77 |');
    expect(segments).toContain('They bring in 63.7%, ¥1,553,312 of ¥2,437,136.');
    expect(segments).toContain('covers 6 users, 2.9%; by definition');
    expect(segments).toContain('¥2,184 over users, ¥1,679 as the mean of group means, −23.1%');
    expect(segments).not.toContain('Does not hold');
  });

  it('show what the products and regions of the study come to', () => {
    const products = ran.read('04-products.md');
    expect(products).toContain('| General new | Books | 32 | 24.24% |');
    expect(products).toContain('| Key win-back | Electronics | 17 | 21.25% |');
    expect(products).not.toContain('Does not hold');
    const regions = ran.read('05-regions.md');
    expect(regions).toContain(
      'Of 349 suburban users 63.3% are of high value. Of 400 high-value users 55.3% are suburban.',
    );
    expect(regions).toContain('Chi-square 7.19 with 8 degrees of freedom, p = 0.516');
    expect(regions).not.toContain('Does not hold');
  });

  it('draw conclusions from the real numbers', () => {
    const actions = ran.read('06-actions.md');
    expect(actions).toContain('They bring 63.7% of the revenue, ¥1,553,312.');
    expect(actions).toContain(
      'Of the high-value users 55.3% live in the suburbs; among suburban users 63.3%',
    );
    expect(actions).toContain('| Rural | 307 | ¥381,377 | ¥15,648.57 | 15.6% | 15.0% | 16.7% | 25.0% |');
    expect(actions).toContain('the level of 1 of the 8 pairs that the study ranks is the same');
    expect(actions).not.toContain('Does not hold');
  });

  it('draw the figures', () => {
    expect(ran.read('figures/02-portrait/age.svg')).toContain('31.9% (319)');
  });
});

describe('a table of few users', () => {
  let ran: Ran;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-few-'));
    const few = join(folder, 'few.csv');
    const [header, ...lines] = readFileSync('data/sample/users.csv', 'utf-8').split('\n');
    writeFileSync(few, [header, ...lines.slice(0, 15), ''].join('\n'));
    ran = runNotebooks(['notebooks/03-rfm.ipynb'], ['-p', `users=${few}`]);
    rmSync(folder, { recursive: true });
  }, 300_000);
  afterAll(() => ran.remove());

  it('leaves segments empty, says so, and turns findings', () => {
    expect(ran.code).toBe(0);
    const segments = ran.read('03-rfm.md');
    expect(segments).toContain('| Nobody is in this segment. |');
    expect(segments).toMatch(/✗ \*\*Does not hold.\*\* Of that revenue, /);
    const shown = segments.replace(/```[\s\S]*?```/g, '');
    expect(shown).not.toMatch(/NaN|undefined|Infinity/);
  });
});
