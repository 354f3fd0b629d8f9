import { POSITION } from '../data/scan.js';

/** Makes names unique: engines ignore case, and the name of the loader's own column must stay free. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(Object.keys(POSITION));
  return names.map((given, index) => {
    const base = given.trim() === '' ? `column_${index + 1}` : given.trim();
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
