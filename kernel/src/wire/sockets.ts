import { Reply, Router, XPublisher } from 'zeromq';
import { type ConnectionInfo, endpoint } from '../connection.js';

/** The five bound sockets of a kernel. */
export interface Sockets {
  readonly shell: Router;
  readonly control: Router;
  readonly iopub: XPublisher;
  readonly stdin: Router;
  readonly hb: Reply;
}

/** Without a limit on queued messages: a slow client makes the kernel wait, never drop. */
const UNLIMITED = { sendHighWaterMark: 0, receiveHighWaterMark: 0 };
/** How long, in milliseconds, closing waits for a client to take its last messages. */
const LINGER = 1000;

/** Binds the sockets of a connection file. */
export async function bindSockets(connection: ConnectionInfo): Promise<Sockets> {
  const options = { ...UNLIMITED, linger: LINGER };
  const sockets: Sockets = {
    shell: new Router(options),
    control: new Router(options),
    iopub: new XPublisher({ ...options, verbosity: 'allSubs' }),
    stdin: new Router(options),
    hb: new Reply(options),
  };
  const { shell, control, iopub, stdin, hb } = sockets;
  await Promise.all([
    shell.bind(endpoint(connection, 'shell')),
    control.bind(endpoint(connection, 'control')),
    iopub.bind(endpoint(connection, 'iopub')),
    stdin.bind(endpoint(connection, 'stdin')),
    hb.bind(endpoint(connection, 'hb')),
  ]);
  return sockets;
}

/** Closes them; what is still on its way is delivered within the linger time. */
export function closeSockets(sockets: Sockets): void {
  for (const socket of [sockets.shell, sockets.control, sockets.iopub, sockets.stdin, sockets.hb]) {
    socket.close();
  }
}

/** Sends back whatever arrives: the client's proof that the kernel's loop is alive. */
export async function echoHeartbeats(hb: Reply): Promise<void> {
  for await (const frames of hb) await hb.send(frames);
}
