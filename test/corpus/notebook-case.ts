import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { JsonObject } from '../../runner/src/json.js';
import type { Output } from '../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../runner/support/notebooks.js';
import type { Project } from '../runner/support/project.js';
import type { Case } from './cases.js';

interface CorpusCell {
  readonly code?: string;
  readonly markdown?: string;
  readonly tags?: string[];
  readonly outputs?: Output[];
}

/** What must be true of a file after the command. */
interface FileAfter {
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly unchanged?: boolean;
  readonly link?: boolean;
}

/** What the YAML file of a notebook says. */
export interface NotebookCase {
  readonly cells?: readonly CorpusCell[];
  readonly metadata?: JsonObject;
  readonly links?: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly exit: number;
  readonly says?: readonly string[];
  readonly files?: Readonly<Record<string, FileAfter>>;
}

function cellOf({ code: source, markdown: text = '', tags, outputs = [] }: CorpusCell) {
  const metadata = tags === undefined ? {} : { tags };
  return source === undefined ? markdown(text, metadata) : code(source, metadata, outputs);
}

/** Puts the notebook of a case and what lies beside it into a project. */
function prepare(project: Project, { name, says, bytes }: Case<NotebookCase>): void {
  for (const [file, content] of Object.entries(says.beside ?? {})) project.write(file, content);
  if (bytes !== undefined) project.writeBytes(`${name}.ipynb`, bytes);
  else if (says.cells !== undefined) {
    project.add(`${name}.ipynb`, notebook(says.cells.map(cellOf), says.metadata));
  }
  for (const [file, target] of Object.entries(says.links ?? {})) {
    mkdirSync(dirname(project.path(file)), { recursive: true });
    symlinkSync(target, project.path(file));
  }
}

/** Gives the notebook of a case to the command, in a project of its own, and judges all that comes of it. */
export async function judgeNotebook(project: Project, test: Case<NotebookCase>): Promise<void> {
  const { says } = test;
  prepare(project, test);
  const before = project.files();
  const { code: exit, output } = await project.start(says.command, { JUPYTER_PATH: project.path('jupyter') })
    .done;
  expect({ exit, output }).toMatchObject({ exit: says.exit });
  for (const text of says.says ?? []) expect(output).toContain(text);
  const after = project.files();
  for (const [file, { has = [], lacks = [], unchanged, link }] of Object.entries(says.files ?? {})) {
    const content = Buffer.from(after[file] ?? '', 'base64').toString();
    for (const text of has) expect(content).toContain(text);
    for (const text of lacks) expect(content).not.toContain(text);
    if (unchanged === true) expect(after[file]).toBe(before[file]);
    if (link !== undefined) expect(lstatSync(project.path(file)).isSymbolicLink()).toBe(link);
  }
}
