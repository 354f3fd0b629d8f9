import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImportMemory } from '../../kernel/src/environment/import-memory.js';

let folder = '';
const file = (): string => join(folder, 'imports.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-kernel-memory-'));
  vi.stubEnv('TALLY_KERNEL_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the memory of imports', () => {
  it('tells the next kernel of the same project, the latest first', () => {
    const first = new ImportMemory('/shop');
    first.note(['tally']);
    first.note(['node:fs', 'tally']);
    new ImportMemory('/other').note(['zod']);
    expect(new ImportMemory('/shop').recall()).toEqual(['node:fs', 'tally']);
    expect(new ImportMemory('/other').recall()).toEqual(['zod']);
    expect(new ImportMemory('/new').recall()).toEqual([]);
  });

  it('writes nothing when there is nothing new', () => {
    new ImportMemory('/shop').note(['tally']);
    rmSync(file());
    writeFileSync(file(), '[["/shop",["tally"]]]');
    const before = readFileSync(file(), 'utf8');
    new ImportMemory('/shop').note(['tally']);
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });

  it.each(['', '{', 'null', '{"a":1}', '[1,["/shop"],["/shop",[1]],["/shop","tally"]]'])(
    'takes a damaged file for an empty one: %s',
    (content) => {
      writeFileSync(file(), content);
      const memory = new ImportMemory('/shop');
      expect(memory.recall()).toEqual([]);
      memory.note(['tally']);
      expect(new ImportMemory('/shop').recall()).toEqual(['tally']);
    },
  );

  it('does without a file where none can be written', () => {
    vi.stubEnv('TALLY_KERNEL_CACHE', join(file(), 'below'));
    writeFileSync(file(), '[]');
    const memory = new ImportMemory('/shop');
    memory.note(['tally']);
    expect(memory.recall()).toEqual([]);
  });

  it('forgets the oldest modules and projects', () => {
    const memory = new ImportMemory('/shop');
    for (let i = 0; i < 60; i++) memory.note([`m${i}`]);
    expect(memory.recall()).toHaveLength(50);
    expect(memory.recall()[0]).toBe('m59');
    for (let i = 0; i < 60; i++) new ImportMemory(`/p${i}`).note(['x']);
    expect(new ImportMemory('/p59').recall()).toEqual(['x']);
    expect(new ImportMemory('/p9').recall()).toEqual([]);
    expect(memory.recall()).toEqual([]);
  });
});
