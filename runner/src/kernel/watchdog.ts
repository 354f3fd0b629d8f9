import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ends kernels when this process is gone before it could do so itself, as after `kill -9`: a shell that reads
 * names of kernels from a pipe. The pipe closes when this process ends, however it ends; then what is still
 * named is killed with all that it started, and its socket folder removed. In a session of its own, so that
 * neither ctrl-c nor the end of the terminal reaches it.
 */
const SCRIPT = `
tree() {
  echo "$1"
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do tree "$child"; done
}
newline='
'
kernels=
while read -r word name; do
  rest=
  IFS=$newline
  for each in $kernels; do [ "$each" = "$name" ] || rest="$rest$newline$each"; done
  unset IFS
  kernels=$rest
  [ "$word" = add ] && kernels="$kernels$newline$name"
done
IFS=$newline
for each in $kernels; do
  unset IFS
  pid=\${each%% *}
  all=$(tree "$pid")
  kill -9 -"$pid" $all 2>/dev/null
  case \${each#* } in */nbr-*) rm -rf "\${each#* }" ;; esac
done
`;

let watchdog: ChildProcess | undefined;

/** Entrusts a kernel and its socket folder to the watchdog, until the returned function is called. */
export function guard(pid: number, folder: string): () => void {
  watchdog ??= start();
  const { stdin } = watchdog;
  stdin?.write(`add ${pid} ${folder}\n`);
  return () => {
    stdin?.write(`forget ${pid} ${folder}\n`);
  };
}

function start(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without it, kernels still end with a runner that ends by itself: nothing to tell the user.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
