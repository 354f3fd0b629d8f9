import type { XPublisher } from 'zeromq';
import type { ConnectionInfo } from './connection.js';
import { exitKernel, forbidExit } from './environment/exit.js';
import { Interrupts } from './environment/interrupts.js';
import { Intrinsics } from './environment/intrinsics.js';
import { Owners } from './environment/owners.js';
import { inspectWithoutIds } from './environment/stable-inspect.js';
import { captureStreams } from './environment/streams.js';
import { catchUncaught } from './environment/uncaught.js';
import { readVersions } from './environment/versions.js';
import { quietWarnings } from './environment/warnings.js';
import { shownText } from './evaluate/any-value.js';
import { Callbacks } from './evaluate/callbacks.js';
import { LazyEvaluator } from './evaluate/lazy-evaluator.js';
import { render, type Rendered } from './evaluate/render.js';
import type { RunningCell } from './evaluate/running-cell.js';
import { PlotlyPng } from './evaluate/show/plotly-png.js';
import { Comms } from './protocol/comms.js';
import { Dispatcher, type Wiring } from './protocol/dispatcher.js';
import {
  exposeComms,
  exposeDisplays,
  exposeSignal,
  exposeVariables,
  tslabWriter,
} from './protocol/displays.js';
import { CellExecution } from './protocol/execute.js';
import { controlHandlers, type Services, shellHandlers } from './protocol/handlers.js';
import { History } from './protocol/history.js';
import { Outputs } from './protocol/outputs.js';
import { Shell } from './protocol/shell.js';
import { Stdin } from './protocol/stdin.js';
import { MessageCodec } from './wire/message.js';
import { SendQueue } from './wire/send-queue.js';
import { bindSockets, closeSockets, echoHeartbeats } from './wire/sockets.js';

/** The first byte of a frame that a subscriber sends when it comes; 0 is for one that goes. */
const SUBSCRIBE = 1;

async function welcomeSubscribers(iopub: XPublisher, { outputs, intrinsics }: Wiring): Promise<void> {
  for await (const frames of iopub) {
    const frame = frames[0];
    intrinsics.apart(() => {
      if (frame?.[0] === SUBSCRIBE) outputs.welcome(frame.subarray(1).toString());
    });
  }
}

/** Sends what a cell prints and what no one catches to the client instead of the process's own streams. */
function takeOverProcess(
  outputs: Outputs,
  evaluator: LazyEvaluator,
  interrupts: Interrupts,
  interrupt: () => void,
): void {
  captureStreams((name, text) => {
    outputs.stream(name, text);
  });
  quietWarnings();
  forbidExit();
  const surface = (error: unknown): void => {
    if (evaluator.fail(error)) return;
    outputs.stream('stderr', `Uncaught error after the end of its cell: ${shownText(error)}\n`);
  };
  catchUncaught(surface);
  interrupts.listen(interrupt, () => {
    outputs.recover();
  });
}

/**
 * Starts a kernel and serves it until it is shut down.
 *
 * @param connection where to listen, and the key of the messages
 * @param root the folder that cells' modules and relative paths are resolved from
 * @param interrupts receives SIGINT
 * @param notebook the notebook's folder: `./helper` is looked for there first
 */
export async function startKernel(
  connection: ConnectionInfo,
  root: string,
  interrupts = new Interrupts(process.env),
  notebook = root,
): Promise<void> {
  const [sockets] = await Promise.all([bindSockets(connection), interrupts.ready]);
  const codec = new MessageCodec(connection.key);
  const owners = new Owners<RunningCell>();
  const outputs = new Outputs(codec, new SendQueue(sockets.iopub), owners);
  inspectWithoutIds();
  const intrinsics = new Intrinsics();
  const wiring: Wiring = { codec, outputs, intrinsics };
  const display = tslabWriter(outputs);
  const png = new PlotlyPng({ root, notebook });
  const shown = (value: unknown): Promise<Rendered> => render(value, (figure) => png.of(figure));
  const surroundings = { interrupts: interrupts.state, intrinsics, owners, display, render: shown };
  const evaluator = new LazyEvaluator({ root, notebook }, surroundings);
  const history = new History();
  const stdin = new Stdin(sockets.stdin, codec, outputs, owners);
  const execution = new CellExecution(evaluator, outputs, history, stdin);
  const callbacks = new Callbacks(interrupts.state, owners);
  const comms = new Comms(outputs, owners, callbacks);
  const interrupt = (): void => {
    evaluator.interrupt();
    callbacks.interrupt();
  };
  const versions = readVersions();
  const services: Services = { versions, evaluator, execution, history, comms, interrupt };

  const stop = (): never => {
    evaluator.close();
    closeSockets(sockets);
    return exitKernel(0);
  };
  const control = new Dispatcher(sockets.control, wiring, stop);
  const shellDispatcher = new Dispatcher(sockets.shell, wiring, stop);
  const isAwaited = (): boolean => shell.isAwaited;
  const shell = new Shell(shellDispatcher, shellHandlers(services, isAwaited), {
    abort: () => execution.abort(),
    isUrgent: (request) => comms.knows(request),
    rest: () => {
      evaluator.rest();
    },
  });

  takeOverProcess(outputs, evaluator, interrupts, interrupt);
  exposeDisplays(outputs, shown);
  exposeComms(comms);
  exposeVariables(() => evaluator.get().variables());
  stdin.expose();
  exposeSignal(() => owners.current?.signal);
  outputs.status('starting');
  evaluator.warmSoon();
  await Promise.all([
    echoHeartbeats(sockets.hb),
    welcomeSubscribers(sockets.iopub, wiring),
    control.serve(controlHandlers(services)),
    shell.run(),
    stdin.listen(),
  ]);
}
