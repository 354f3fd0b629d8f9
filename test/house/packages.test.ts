import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { dryPack, manifestOf, type Manifest, type Packed } from './support/packed.js';

const packages = dryPack();
const root = manifestOf('.');
const own = new Set(packages.map(({ manifest }) => manifest.name));
const each = packages.map((packed) => [packed.manifest.name, packed] as const);
const read = ({ workspace }: Packed, file: string) => readFileSync(join(workspace, file), 'utf8');

/** Files that a manifest names. */
function entries({ main, types, bin = {}, exports = {} }: Manifest): string[] {
  const exported = Object.values(exports).flatMap((to) => (typeof to === 'string' ? to : Object.values(to)));
  return [main, types, ...Object.values(bin), ...exported]
    .filter((path) => path !== undefined)
    .map((path) => posix.normalize(path));
}

/** What a file imports, statically or not, or `require`s. */
const importsOf = (packed: Packed, file: string) =>
  ts.preProcessFile(read(packed, file), true, true).importedFiles.map(({ fileName }) => fileName);

/** The file that a relative import leads to: of declarations, to declarations. */
const pathOf = (file: string, specifier: string) =>
  posix.join(dirname(file), file.endsWith('.d.ts') ? specifier.replace(/js$/, 'd.ts') : specifier);

/** What a built file exports, asked of Node.js itself: the tests see sources in its place. */
async function namesOf({ workspace }: Packed, file: string): Promise<readonly string[]> {
  const url = pathToFileURL(join(workspace, file)).href;
  const script = `import(${JSON.stringify(url)}).then((all) => console.log(Object.keys(all).join()))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return stdout.trim().split(',').sort();
}

/** Of Node.js itself, where it is started with the flag that the kernel's worker gets. */
const INTERNALS = 'internal/test/binding';
const isBuiltIn = (name: string) =>
  name.startsWith('node:') || builtinModules.includes(name) || name === INTERNALS;
const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** The declarations that a user of the package reads: what it exports, and what those files import. */
function declarations(packed: Packed): string[] {
  const found = new Set(entries(packed.manifest).filter((file) => file.endsWith('.d.ts')));
  for (const file of found) {
    for (const specifier of importsOf(packed, file)) {
      if (specifier.startsWith('.')) found.add(pathOf(file, specifier));
    }
  }
  return [...found];
}

describe.each(each)('%s, as it is published', (_, packed) => {
  const { manifest, files, workspace } = packed;
  const compiled = files.filter((file) =>
    /^dist\/(?!bundled\/|packed\/|templates\/).*(?<!\.cjs)$/.test(file),
  );
  const together = files.filter((file) => /^dist\/packed\/.*js$/.test(file));
  const bundled = files.filter((file) => /^dist\/bundled\/.*js$/.test(file));

  it('says what it is, with the version and Node.js of all', () => {
    expect(manifest.private).toBeUndefined();
    expect(manifest).toMatchObject({ version: root.version, license: 'MIT', engines: root.engines });
    expect(manifest.description).toMatch(/\w/);
    expect(read(packed, 'LICENSE')).toBe(readFileSync('LICENSE', 'utf8'));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
      if (own.has(name)) expect(`${name} ${version}`).toBe(`${name} ${root.version}`);
    }
  });

  it('has every file that its manifest names', () => {
    expect(entries(manifest).filter((file) => !files.includes(file))).toEqual([]);
  });

  it('has no sources, tests, maps or notes of the build', () => {
    const others = /(?<!\.d)\.ts$|\.map$|tsbuildinfo|\.test\.|(^|\/)test\//;
    expect(files.filter((file) => others.test(file))).toEqual([]);
  });

  it('has code and types of each source, and of nothing else', () => {
    const sources = ts.sys.readDirectory(join(workspace, 'src'), ['.ts']);
    const names = sources.map((path) =>
      posix.relative(posix.resolve(workspace, 'src'), posix.resolve(path)).slice(0, -3),
    );
    const endings = together.length > 0 ? ['.d.ts'] : ['.d.ts', '.js'];
    const expected = names.flatMap((name) => endings.map((ending) => `dist/${name}${ending}`));
    expect([...compiled].sort()).toEqual(expected.sort());
  });

  it('exports the same where its modules are put together', async () => {
    const entries = Object.values(manifest.exports ?? {}).flatMap((to) => {
      const { types = '', default: file = '' } = typeof to === 'string' ? {} : to;
      return together.includes(posix.normalize(file))
        ? [{ file, source: types.replace('.d.ts', '.js') }]
        : [];
    });
    expect(entries.length > 0).toBe(together.length > 0);
    for (const { file, source } of entries) {
      const [packedNames, names] = await Promise.all([namesOf(packed, file), namesOf(packed, source)]);
      expect(packedNames).toEqual(names);
      expect(packedNames.length).toBeGreaterThan(0);
    }
    if (together.length > 0) expect(files).toContain('dist/packed/licenses.txt');
  });

  it('imports only what is installed with it', () => {
    const scripts = files.filter((file) => /^(bin|dist)\/.*js$/.test(file));
    const installed = {
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      [manifest.name]: root.version,
    };
    const missing = [...scripts, ...declarations(packed)].flatMap((file) =>
      importsOf(packed, file)
        .filter((specifier) =>
          specifier.startsWith('.')
            ? !files.includes(pathOf(file, specifier))
            : !isBuiltIn(specifier) && !(packageOf(specifier) in installed),
        )
        .map((specifier) => `${file}: ${specifier}`),
    );
    expect(missing).toEqual([]);
  });

  it('bundles what it does not leave to be installed, with its licenses', () => {
    const bundles = new Set(bundled.map((file) => file.replace(/\.c?js$/, '')));
    for (const bundle of bundles) expect(files).toContain(`${bundle}.licenses.txt`);
    const code = [...compiled, ...together].filter((file) => file.endsWith('.js'));
    const used = code.map((file) => read(packed, file)).join('');
    for (const file of bundled) {
      expect(importsOf(packed, file).filter((specifier) => !isBuiltIn(specifier))).toEqual([]);
      expect(used).toContain(file.slice('dist'.length));
    }
  });

  it('satisfies publint', async () => {
    const tarball = files.map((file) => ({
      name: `package/${file}`,
      data: readFileSync(join(workspace, file)),
    }));
    const { messages } = await publint({ pkgDir: 'package', pack: { files: tarball } });
    expect(
      messages.map((message) => formatMessage(message, manifest as unknown as Record<string, unknown>)),
    ).toEqual([]);
  });
});

const RESOLUTIONS = {
  'Node10, as in other notebooks': { moduleResolution: ts.ModuleResolutionKind.Node10 },
  NodeNext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  'a bundler': { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
} satisfies Record<string, ts.CompilerOptions>;

describe.each(Object.entries(RESOLUTIONS))('types for %s', (_, options) => {
  it.each(each)('are found for every module of %s', (name, { workspace, manifest }) => {
    for (const subpath of Object.keys(manifest.exports ?? {})) {
      if (subpath === './package.json') continue;
      const specifier = posix.join(name, subpath);
      const { resolvedModule } = ts.resolveModuleName(
        specifier,
        posix.resolve('test/user.ts'),
        options,
        ts.sys,
      );
      expect(resolvedModule?.resolvedFileName, specifier).toMatch(
        new RegExp(`/${workspace}/dist/.*\\.d\\.ts$`),
      );
    }
  });
});
