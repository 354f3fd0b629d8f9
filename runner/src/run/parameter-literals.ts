import { isJsonObject, stringifyJson, type JsonValue } from '../json.js';

/** A value as TypeScript and JavaScript write it: as JSON, but for what would mean something else there. */
export function scriptLiteral(value: JsonValue): string {
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(scriptLiteral).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const items = Object.entries(value).map(([key, item]) => {
    // "__proto__": … would set the prototype and be no key.
    const name = key === '__proto__' ? '["__proto__"]' : JSON.stringify(key);
    return `${name}:${scriptLiteral(item)}`;
  });
  return `{${items.join(',')}}`;
}

/** A value as Python writes it. */
export function pythonLiteral(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Object.is(value, -0)) return '-0.0';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  const items = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item)}`);
  return `{${items.join(', ')}}`;
}
