import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The licenses of the packages that these modules are of, each text once, under the names it belongs to. */
export function licensesOf(modules) {
  const texts = new Map();
  for (const folder of [...new Set(modules.map(packageFolder))].filter(Boolean).sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const text = licenseTexts(folder) || `License: ${license}`;
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [...texts]
    .map(([text, names]) => `${names.join('\n')}\n\n${text.trim()}\n`)
    .join(`\n${'-'.repeat(79)}\n\n`);
}

/** The folder of the package that a module is of; null for what the bundler adds. */
function packageFolder(module) {
  if (!module.includes('node_modules')) return null;
  let folder = dirname(module);
  while (!existsSync(join(folder, 'package.json')) || !hasName(folder)) folder = dirname(folder);
  return folder;
}

/** Packages hold further package.json files, which name only the type of the modules in a folder. */
function hasName(folder) {
  return 'version' in JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function licenseTexts(folder) {
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
