import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

// Node 20 reads no TypeScript: Vite, which runs the tests, reads it.
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const vite = await createViteServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
});
const { mutate } = await vite.ssrLoadModule('/test/mutate/main.ts');
const given = (name) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const enough = await mutate(root, process.argv[2] ?? 'lib/src/**/*.ts', {
  typescript: process.argv.includes('--typescript'),
  quickly: process.argv.includes('--quick') ? 0.4 : Number(given('quick') ?? Infinity),
  tests: given('tests'),
});
await vite.close();
process.exit(enough ? 0 : 1);
