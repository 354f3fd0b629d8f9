import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yaml } from '../../runner/src/yaml.js';

/** A case of the corpus: what its YAML file says, and the bytes of the file beside it. */
export interface Case<T> {
  readonly name: string;
  readonly says: T & { readonly why: string; readonly beside?: Readonly<Record<string, string>> };
  readonly bytes: Uint8Array | undefined;
}

/** All cases of a folder, by name; `extension` is that of the input beside. */
export function casesOf<T>(folder: string, extension: string): readonly Case<T>[] {
  const path = join(import.meta.dirname, folder);
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'));
  return names.map((file) => {
    const name = file.replace(/\.yaml$/, '');
    const input = join(path, `${name}${extension}`);
    return {
      name,
      says: yaml().parse(readFileSync(join(path, file), 'utf8')) as Case<T>['says'],
      bytes: existsSync(input) ? readFileSync(input) : undefined,
    };
  });
}
