import { describe, expect, it } from 'vitest';
import { notebookSite, type SitePage } from '../../../runner/src/index.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { display } from '../check/support.js';
import { code, markdown, notebook } from '../support/notebooks.js';

const claim = (content: Record<string, string | boolean | string[]>): Output =>
  display({ 'application/vnd.claim.v1+json': content, 'text/plain': String(content['text']) });

function page(href: string, outputs: readonly Output[], tags: string[] = []): SitePage {
  const cells = [markdown(`# About ${href}`), code('1', { tags }, [...outputs])];
  const options = { notebookFile: href.replace('.html', '.ipynb') };
  return { notebook: notebook(cells), href, options };
}

const HOLDS = claim({ text: '1 < 2', verdict: 'holds', ok: true, id: 'D-1' });
const TURNED = claim({ text: 'One.', verdict: 'fails', ok: false, missed: ['n is 1, expected 2'] });

function files(pages: readonly SitePage[]): Map<string, string> {
  return new Map(notebookSite(pages).map(({ href, content }) => [href, content]));
}

describe('the claims page of a site', () => {
  it('lists all claims with their notebooks and verdicts, and is linked from the first page', () => {
    const site = files([page('a.html', [HOLDS]), page('b.html', [TURNED])]);
    expect([...site.keys()]).toEqual(['index.html', 'a.html', 'b.html', 'claims.html']);
    expect(site.get('index.html')).toContain('<a href="claims.html">Findings</a>');
    const text = site.get('claims.html') ?? '';
    expect(text).toContain(
      '<tr><td><a href="a.html">About a.html</a></td><td>1 &lt; 2 <code>D-1</code></td><td>Holds</td></tr>',
    );
    expect(text).toContain('Does not hold <strong>Not as expected.</strong> n is 1, expected 2</td>');
    expect(text).toContain('<a href="index.html">Notebooks</a>');
  });

  it('puts beside a finding how often it holds elsewhere', () => {
    const often = display({
      'application/vnd.claim-robustness.v1+json': { finding: '1 < 2', text: 'In 94 of 100 <resamples>.' },
      'text/plain': 'In 94 of 100.',
    });
    expect(files([page('a.html', [HOLDS, often])]).get('claims.html')).toContain(
      '<td>1 &lt; 2 <code>D-1</code><br><small>In 94 of 100 &lt;resamples&gt;.</small></td>',
    );
  });

  it('is linked from a notebook that is the first page', () => {
    const site = files([page('index.html', [HOLDS])]);
    expect([...site.keys()]).toEqual(['index.html', 'claims.html']);
    expect(site.get('index.html')).toContain('<a href="claims.html">Findings</a>');
  });

  it('keeps findings and published claims apart, and says which is which on the pages', () => {
    const content = { text: 'A third is new.', verdict: 'contradicted', ok: true, id: 'D-2' };
    const site = files([page('a.html', [HOLDS, claim({ ...content, kind: 'published' })])]);
    const text = site.get('claims.html') ?? '';
    expect(text).toContain('<h1>Findings and published claims</h1>');
    const [before = '', findings = '', published = ''] = text.split('<h2>');
    expect(before).not.toContain('1 &lt; 2');
    expect(findings).toMatch(/^Findings<\/h2>[^]*1 &lt; 2/);
    expect(published).toMatch(/^Published claims<\/h2>[^]*A third is new\.[^]*<td>Contradicted<\/td>/);
    expect(site.get('a.html')).toContain(
      '<p class="claim published fails"><span class="label">Published claim <code>D-2</code></span> ' +
        '<span aria-hidden="true">✗</span> <strong>Contradicted.</strong> A third is new.</p>',
    );
    expect(site.get('index.html')).toContain('<a href="claims.html">Findings and published claims</a>');
  });

  it('is not there without claims, with hidden ones only, or where a notebook has its name', () => {
    expect([...files([page('a.html', [])]).keys()]).toEqual(['index.html', 'a.html']);
    expect([...files([page('a.html', [HOLDS], ['hide'])]).keys()]).toEqual(['index.html', 'a.html']);
    const named = files([page('claims.html', [HOLDS])]);
    expect([...named.keys()]).toEqual(['index.html', 'claims.html']);
    expect(named.get('claims.html')).toContain('About claims.html');
    expect(named.get('index.html')).not.toContain('href="claims.html">Findings');
  });
});
