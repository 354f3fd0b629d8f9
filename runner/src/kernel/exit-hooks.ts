/** What must not outlive this process: kernels and socket folders. One listener serves them all. */
const hooks = new Set<() => void>();
let listening = false;

/** Runs `hook` when the process exits, unless the returned function was called before. */
export function onProcessExit(hook: () => void): () => void {
  if (!listening) {
    listening = true;
    process.on('exit', () => {
      for (const each of hooks) each();
    });
  }
  hooks.add(hook);
  return () => {
    hooks.delete(hook);
  };
}
