import type { Difference, DifferingItem, DifferingPictures } from '../difference.js';
import type { CheckReport, NotebookCheck } from '../report.js';
import { STYLE } from './html-style.js';

/**
 * The report as one self-contained page: images side by side and overlaid, tables of
 * differences, lines in red and green. It contains no scripts and forbids any: texts from notebooks are shown as text.
 */
export function htmlReport({ notebooks }: CheckReport): string {
  const different = notebooks.filter(({ status }) => status !== 'same').length;
  const title =
    different === 0
      ? 'All notebooks are as committed'
      : `${different} of ${notebooks.length} notebooks not as committed`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    overview(notebooks),
    ...notebooks.map(notebookSection),
    '</body>',
    '</html>\n',
  ].join('\n');
}

function overview(notebooks: readonly NotebookCheck[]): string {
  const rows = notebooks.map(({ notebook, status, differences }, index) => {
    const name = `<a href="#n${index + 1}">${escapeHtml(notebook)}</a>`;
    return `<tr><td>${name}</td><td class="${status}">${status}</td><td>${differences.length}</td></tr>`;
  });
  const head = '<tr><th>Notebook</th><th>State</th><th>Differences</th></tr>';
  return `<table class="overview"><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`;
}

function notebookSection({ notebook, differences, uncompared, cells }: NotebookCheck, index: number): string {
  const ran = cells.filter(({ seconds }) => seconds !== undefined).length;
  const left = uncompared.length === 0 ? '' : ` Not compared, as git ignores it: ${uncompared.join(', ')}.`;
  const nothing = `<p class="same">As committed: ${ran} code cells ran.</p>`;
  return [
    `<section id="n${index + 1}">`,
    `<h2>${escapeHtml(notebook)}</h2>`,
    ...(left === '' ? [] : [`<p class="note">${escapeHtml(left)}</p>`]),
    ...(differences.length === 0 ? [nothing] : differences.map(differenceArticle)),
    '</section>',
  ].join('\n');
}

function differenceArticle(difference: Difference): string {
  const { kind, cell, output, message, items, more = 0, diff, pictures, also = [] } = difference;
  const where = cell === undefined ? '' : `cell ${cell.number} (${cell.id})`;
  const place = output === undefined ? where : `${where}, output ${output}`;
  const twins = also.length === 0 ? '' : `Also different: ${also.join(', ')}.`;
  return [
    '<article>',
    `<h3><span class="kind ${kind}">${kind}</span> ${escapeHtml(place)}</h3>`,
    `<p>${escapeHtml(message)}</p>`,
    ...(items === undefined || items.length === 0 ? [] : [itemTable(items, more)]),
    ...(diff === undefined ? [] : [`<pre>${diff.split('\n').map(diffLine).join('\n')}</pre>`]),
    ...(pictures === undefined ? [] : [pictureViews(pictures)]),
    ...(twins === '' ? [] : [`<p class="note">${escapeHtml(twins)}</p>`]),
    '</article>',
  ].join('\n');
}

function itemTable(items: readonly DifferingItem[], more: number): string {
  const rows = items.map(({ path, expected, actual }) => {
    const [before, after] = [side(expected, 'del'), side(actual, 'ins')];
    return `<tr><td>${escapeHtml(path)}</td><td>${before}</td><td>${after}</td></tr>`;
  });
  const rest = more === 0 ? '' : `<tfoot><tr><td colspan="3">… and ${more} more</td></tr></tfoot>`;
  const head = '<tr><th>Where</th><th>Committed</th><th>Fresh</th></tr>';
  return `<table><thead>${head}</thead><tbody>${rows.join('')}</tbody>${rest}</table>`;
}

function side(text: string | undefined, tag: 'del' | 'ins'): string {
  return text === undefined ? '<em>nothing</em>' : `<${tag}>${escapeHtml(text)}</${tag}>`;
}

function diffLine(line: string): string {
  const text = escapeHtml(line);
  if (line.startsWith('-')) return `<del>${text}</del>`;
  return line.startsWith('+') ? `<ins>${text}</ins>` : text;
}

/** Side by side; and below, where both can be read, one over the other to drag and to blink. */
function pictureViews({ expected, actual, difference }: DifferingPictures): string {
  const views = [
    ...(expected ? [pictureFigure('Committed', expected)] : []),
    ...(actual ? [pictureFigure('Fresh', actual)] : []),
    ...(difference ? [pictureFigure('Differing pixels in red', difference)] : []),
  ];
  const both = expected && actual ? overlays(expected, actual) : '';
  return `<div class="pictures">${views.join('')}</div>${both}`;
}

function pictureFigure(caption: string, png: Uint8Array): string {
  return `<figure><figcaption>${caption}</figcaption>${image(png, caption)}</figure>`;
}

function overlays(expected: Uint8Array, actual: Uint8Array): string {
  const [before, after] = [image(expected, 'Committed'), image(actual, 'Fresh')];
  const slider = `<div class="over">${after}<div class="curtain">${before}</div></div>`;
  const blink = `<div class="over">${before}<div class="blink">${after}</div></div>`;
  return [
    `<details><summary>Slide: drag the corner; committed to the left, fresh to the right</summary>${slider}</details>`,
    `<details><summary>Blink: committed and fresh in turn</summary>${blink}</details>`,
  ].join('\n');
}

function image(png: Uint8Array, alt: string): string {
  return `<img alt="${alt}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);
}
