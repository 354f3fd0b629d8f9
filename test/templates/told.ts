import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findingsOf, tellInProcess, textOf, type Told } from '../notebooks/in-process.js';
import type { TemplateCase } from './data.js';

export const FOLDER = 'templates';

/** The templates of a kind, by their path in the folder of notebooks. */
export const templatesOf = (kind: TemplateCase['kind']): readonly string[] =>
  readdirSync(join(FOLDER, kind))
    .filter((name) => name.endsWith('.ipynb'))
    .sort()
    .map((name) => join('..', FOLDER, kind, name));

/** Runs a template to its end: no cell fails, no finding fails, and nothing is written that has no value. */
export async function toldSoundly(notebook: string, { parameters }: TemplateCase): Promise<Told> {
  const found = await tellInProcess(notebook, {}, parameters);
  expect(found.error).toBeNull();
  expect(textOf(found)).not.toMatch(/\b(NaN|undefined|null|Infinity)\b|∞/);
  expect(findingsOf(found).filter(({ verdict }) => verdict === 'fails')).toEqual([]);
  return found;
}

/** The English texts that a run has shown, which need a translation. */
export const textsOf = ({ outputs }: Told): readonly string[] =>
  outputs.flatMap(({ metadata }) => metadata?.texts ?? []).filter((text) => text !== '');
