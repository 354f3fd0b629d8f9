import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, sorted; folders for which `enter` is false are passed over. None when it is no folder. */
export function filesBelow(folder: string, enter: (name: string) => boolean = () => true): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of entries(path)) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) {
        if (enter(entry.name)) visit(inner);
      } else found.push(inner);
    }
  };
  visit(folder);
  return found.sort();
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
