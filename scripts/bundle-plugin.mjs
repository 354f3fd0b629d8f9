import { rolldown } from 'rolldown';

/** One CommonJS file of a built module with all that it imports of this repository, for programs that load nothing else. */
export async function bundlePlugin(input, file) {
  const bundler = await rolldown({ input, platform: 'node' });
  await bundler.write({ file, format: 'cjs', codeSplitting: false });
  await bundler.close();
}
