/** Says in one cell of the table what came of a fault. */

import { stripVTControlCharacters } from 'node:util';

const LONGEST = 110;

export function describe(result, fault) {
  if ('stale' in result) return describeStale(result.stale);
  const { exit, seconds, said, orphan, same, notebook, saved } = result;
  const parts = [
    exit === undefined ? '**hangs** (given up after 90 s)' : `${outcome(exit)} after ${seconds.toFixed(1)} s`,
  ];
  const words = exit === 0 || exit === undefined ? '' : spoken(said);
  if (words !== '') parts.push(`“${words}”`);
  else if (exit !== 0 && exit !== undefined) parts.push('says nothing');
  if (fault.lines !== undefined) parts.push(`${printed(notebook).toLocaleString('en')} lines arrive`);
  if (notebook === undefined) parts.push('**the notebook is destroyed**');
  else if (!same && exit !== 0) parts.push('the notebook is overwritten');
  if (exit !== 0 && exit !== undefined)
    parts.push(saved === undefined ? 'outputs so far are lost' : 'outputs so far are saved beside');
  else if (exit === 0 && fault.lines === undefined) parts.push(fault.well ?? shownError(notebook));
  if (orphan) parts.push('**the kernel goes on**');
  return parts.join('; ').replaceAll('|', '\\|');
}

function outcome(exit) {
  return typeof exit === 'number' ? `exit ${exit}` : `ended by ${exit}`;
}

/** The line that names the error: ours begins with `error:`, Python's traceback ends with it. */
function spoken(said) {
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const line = lines.find((each) => each.startsWith('error: '))?.slice('error: '.length) ?? lastError(lines);
  const words = line.replaceAll('<', '&lt;');
  return words.length > LONGEST ? `${words.slice(0, LONGEST).trimEnd()} …` : words;
}

function lastError(lines) {
  const named = lines.findLastIndex((line) => /^[\w.]+(Error|Exception|Timeout\w*|Interrupt)\b/.test(line));
  return named < 0 ? (lines.at(-1) ?? '') : lines[named];
}

function outputsOf(notebook) {
  return (notebook?.cells ?? []).flatMap(({ outputs }) => outputs ?? []);
}

function printed(notebook) {
  return outputsOf(notebook)
    .filter(({ output_type: type }) => type === 'stream')
    .flatMap(({ text }) => [text].flat().join('').split('\n'))
    .filter((line) => line.startsWith('line ')).length;
}

/** Of a run that says that all is well though it is not. */
function shownError(notebook) {
  const ran = outputsOf(notebook).some(({ text }) => [text].flat().join('').startsWith('last'));
  return ran ? '**nobody is told**; the cells behind run' : '**nobody is told**';
}

function describeStale(stale) {
  if (stale === undefined) return 'no command that tells; outputs stay stale until somebody runs all again';
  return `\`check\`: exit ${stale.exit}; “${spoken(
    stale.said
      .split('\n')
      .filter((line) => /cell/.test(line))
      .slice(0, 1)
      .join(''),
  )}”`;
}
