import { isJsonObject, type JsonValue } from '../json.js';
import type { Notebook } from './types.js';

/** The language of a notebook's code by its metadata, lower case; empty when they name none. */
export function languageOf({ metadata }: Notebook): string {
  const { kernelspec, language_info: info } = metadata;
  return (textIn(kernelspec, 'language') ?? textIn(info, 'name') ?? '').toLowerCase();
}

function textIn(value: JsonValue | undefined, key: string): string | undefined {
  const text = isJsonObject(value) ? value[key] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
