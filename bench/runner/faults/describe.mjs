/** Describes the result of a fault in a cell of the table. */

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
  else if (exit !== 0 && exit !== undefined) parts.push('prints nothing');
  if (fault.lines !== undefined) parts.push(`${printed(notebook).toLocaleString('en')} lines arrive`);
  if (notebook === undefined) parts.push('**the notebook is destroyed**');
  else if (!same && exit !== 0) parts.push('the notebook is overwritten');
  if (exit !== 0 && exit !== undefined)
    parts.push(saved === undefined ? 'outputs so far are lost' : 'outputs so far are saved');
  else if (exit === 0 && fault.lines === undefined) parts.push(fault.well ?? shownError(notebook));
  if (orphan) parts.push('**the kernel keeps running**');
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

/** For a run that reports success despite the fault. */
function shownError(notebook) {
  const ran = outputsOf(notebook).some(({ text }) => [text].flat().join('').startsWith('last'));
  return ran ? '**no error is reported**; the following cells run' : '**no error is reported**';
}

function describeStale(stale) {
  if (stale === undefined) return 'no command detects it; outputs stay stale until everything is run again';
  return `\`check\`: exit ${stale.exit}; “${spoken(
    stale.said
      .split('\n')
      .filter((line) => /cell/.test(line))
      .slice(0, 1)
      .join(''),
  )}”`;
}
