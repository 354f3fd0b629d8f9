import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../cache/digest.js';
import { stringifyCanonical } from '../json.js';
import { LANGUAGE, TEXTS } from '../kernel/environment.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import type { PreparedNotebook } from './prepare.js';

/** The files in which kernels find the texts of their notebook in the language of the run, while the run lasts. */
export class TextsFiles {
  #folder: string | undefined;

  /** The kernel of a notebook; of one that is translated it sees the language and the file of its texts. */
  kernelOf({ spec, translation }: PreparedNotebook): Kernelspec {
    if (translation === undefined) return spec;
    const { lang, texts } = translation;
    const env = { ...spec.env, [LANGUAGE]: lang, [TEXTS]: this.#fileOf(stringifyCanonical({ ...texts })) };
    return { ...spec, env };
  }

  dispose(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #fileOf(content: string): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'nbconvert-texts-'));
    const path = join(this.#folder, `${sha256(content).slice(0, 16)}.json`);
    if (!existsSync(path)) writeFileSync(path, content);
    return path;
  }
}
