import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Compiler } from '../../kernel/src/compile/compiler.js';
import { loadTypeScript } from '../../kernel/src/compile/load-typescript.js';

const { typescript } = loadTypeScript();
/** The files that the compiler has parsed. */
const parsed: string[] = [];
const observed = {
  ...typescript,
  createSourceFile: (...given: Parameters<typeof typescript.createSourceFile>) => {
    parsed.push(given[0]);
    return typescript.createSourceFile(...given);
  },
};
let root = '';
let compiler: Compiler;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function addPackage(name: string, declarations: string): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, types: 'index.d.ts' }));
  write(`node_modules/${name}/index.d.ts`, declarations);
}

/** The codes of the complaints about a cell. */
function complaints(cell: string): number[] {
  const compiled = compiler.compile(cell, () => undefined);
  return compiled.kind === 'refused' ? compiled.diagnostics.map(({ code }) => code) : [];
}

function preload(...specifiers: string[]): number {
  return [...compiler.preload(specifiers)].length;
}

/** Which of the packages' files a task parses. */
function parsedIn(task: () => void): string[] {
  parsed.length = 0;
  task();
  return parsed.flatMap((path) => path.split('/node_modules/')[1] ?? []).sort();
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tally-kernel-preload-')));
  addPackage('plain', 'import { Deep } from "./deep";\nexport const deep: Deep;');
  write('node_modules/plain/deep.d.ts', 'export interface Deep { n: number }');
  addPackage('loud', 'declare global { const shout: string }\nexport const whisper: string;');
  compiler = new Compiler(observed, { root, notebook: root });
  expect(complaints('')).toEqual([]);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const TYPO = 'import { deep } from "plain"; const n: string = deep.n;';
const NOT_ASSIGNABLE = 2322;
const NOT_FOUND = 2304;

describe('preloading', () => {
  it('reads what a cell with these imports needs', () => {
    const files = ['plain/deep.d.ts', 'plain/index.d.ts'];
    expect(parsedIn(() => preload('plain'))).toEqual(files);
    expect(parsedIn(() => expect(complaints(TYPO)).toEqual([NOT_ASSIGNABLE]))).toEqual([]);
  });

  it('is what saves the cell reading it', () => {
    const files = ['plain/deep.d.ts', 'plain/index.d.ts'];
    expect(parsedIn(() => expect(complaints(TYPO)).toEqual([NOT_ASSIGNABLE]))).toEqual(files);
  });

  it('shows no cell what it did not import', () => {
    preload('plain', 'loud');
    expect(complaints('shout')).toEqual([NOT_FOUND]);
    expect(complaints('deep')).toEqual([NOT_FOUND]);
    expect(complaints('import { whisper } from "loud"; const text: string = shout + whisper;')).toEqual([]);
  });

  it('passes over modules that are not there', () => {
    expect(parsedIn(() => preload('missing', 'node:nonsense', './nothing'))).toEqual([]);
    expect(complaints('import { x } from "missing";')).toEqual([2307]);
  });

  it('can be left at any step', () => {
    for (let steps = 0; steps < 6; steps++) {
      const work = compiler.preload(['plain']);
      for (let i = 0; i < steps; i++) work.next();
      expect(complaints(TYPO)).toEqual([NOT_ASSIGNABLE]);
    }
  });

  it('serves no file that has changed since', () => {
    preload('plain');
    expect(complaints('import { deep } from "plain"; const n: number = deep.n;')).toEqual([]);
    write('node_modules/plain/deep.d.ts', 'export interface Deep { n: string; changed: true }');
    expect(complaints('import { deep } from "plain"; const n: number = deep.n;')).toEqual([NOT_ASSIGNABLE]);
    rmSync(join(root, 'node_modules/plain'), { recursive: true });
    expect(complaints('import { deep } from "plain";')).toEqual([2307]);
  });

  it('tells packages and modules of Node.js that a cell imports from files of the project', () => {
    write('local.ts', 'export const here = 1;');
    complaints('import { here } from "./local"; import { deep } from "plain"; import os from "node:os";');
    expect(compiler.imports()).toEqual(['plain', 'node:os']);
  });
});
