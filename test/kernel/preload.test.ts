import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTypeScript } from '../../kernel/src/evaluate/load-typescript.js';
import { CellProgram } from '../../kernel/src/evaluate/program/cell-program.js';
import type { CellSystem } from '../../kernel/src/evaluate/program/typescript.js';

const require = createRequire(new URL('../../kernel/package.json', import.meta.url));
const { typescript } = loadTypeScript(createRequire(require.resolve('tslab/dist/converter.js')));
const options = {
  module: typescript.ModuleKind.ESNext,
  moduleResolution: typescript.ModuleResolutionKind.Node10,
  target: typescript.ScriptTarget.ES2022,
  types: [],
};
const PREFIX = 'export {};\n';
let root = '';
let program: CellProgram;

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
  program.update(PREFIX, PREFIX + cell);
  const file = program.getSourceFile(program.sourceName);
  return program
    .getProgram()
    .getSemanticDiagnostics(file)
    .map(({ code }) => code);
}

function preload(...specifiers: string[]): number {
  return [...program.preload(specifiers)].length;
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tally-kernel-preload-')));
  addPackage('plain', 'import { Deep } from "./deep";\nexport const deep: Deep;');
  write('node_modules/plain/deep.d.ts', 'export interface Deep { n: number }');
  addPackage('loud', 'declare global { const shout: string }\nexport const whisper: string;');
  const system: CellSystem = {
    ...typescript.sys,
    getCurrentDirectory: () => root,
    sideInputsConverted: new Set(),
  };
  program = new CellProgram(typescript, { options, system });
  expect(complaints('')).toEqual([]);
});
afterEach(() => {
  program.close();
  rmSync(root, { recursive: true });
});

const TYPO = 'import { deep } from "plain"; const n: string = deep.n;';
const NOT_ASSIGNABLE = 2322;
const NOT_FOUND = 2304;

describe('preloading', () => {
  it('makes the program that a cell with these imports needs', () => {
    const first = program.getProgram();
    expect(preload('plain')).toBeGreaterThan(2);
    const ahead = program.getProgram();
    expect(ahead).not.toBe(first);
    expect(complaints(TYPO)).toEqual([NOT_ASSIGNABLE]);
    expect(program.getProgram()).toBe(ahead);
  });

  it('is what saves the cell a new program', () => {
    const first = program.getProgram();
    expect(complaints(TYPO)).toEqual([NOT_ASSIGNABLE]);
    expect(program.getProgram()).not.toBe(first);
  });

  it('shows no cell what it did not import', () => {
    preload('plain', 'loud');
    expect(complaints('shout')).toEqual([NOT_FOUND]);
    expect(complaints('deep')).toEqual([NOT_FOUND]);
    expect(complaints('import { whisper } from "loud"; const text: string = shout + whisper;')).toEqual([]);
  });

  it('passes over modules that are not there', () => {
    const first = program.getProgram();
    preload('missing', 'node:nonsense', './nothing');
    expect(program.getProgram()).toBe(first);
    expect(complaints('import "missing"; const n = 1;')).toEqual([]);
  });

  it('can be left at any step', () => {
    for (let steps = 0; steps < 6; steps++) {
      const work = program.preload(['plain']);
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
    expect(program.imports).toEqual(['plain', 'node:os']);
  });
});
