import type { Comm, CommExtra, CommMessage, CommOptions, CommTarget } from '../comm.js';
import type { Owners } from '../environment/owners.js';
import type { Callbacks } from '../evaluate/callbacks.js';
import { cellError } from '../evaluate/cell-error.js';
import { RunningCell } from '../evaluate/running-cell.js';
import { push, SafeMap } from '../primordials.js';
import type { JsonObject, Request } from '../wire/message.js';
import { type CommKeeper, extraOf, type Listening, OpenComm } from './open-comm.js';
import type { Outputs } from './outputs.js';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The comms that are open between cells and clients. */
export class Comms {
  readonly #open = new SafeMap<string, OpenComm>();
  readonly #targets = new SafeMap<string, { opened: CommTarget; cell: RunningCell | undefined }>();
  readonly #outputs: Outputs;
  readonly #owners: Owners<RunningCell>;
  readonly #callbacks: Callbacks;
  readonly #keeper: CommKeeper;
  #count = 0;

  constructor(outputs: Outputs, owners: Owners<RunningCell>, callbacks: Callbacks) {
    this.#outputs = outputs;
    this.#owners = owners;
    this.#callbacks = callbacks;
    this.#keeper = {
      cell: () => owners.current,
      send: (type, content, extra) => {
        outputs.send(type, content, owners.current?.cause, extra);
      },
      forget: (id) => {
        this.#open.delete(id);
      },
    };
  }

  /** Opens a comm to the clients. Its id is the same in every run, so that saved outputs do not differ. */
  open({ target, data = {}, ...extra }: CommOptions): Comm {
    this.#count += 1;
    const id = `tally-${this.#count}`;
    this.#send('comm_open', { comm_id: id, target_name: target, data }, extra);
    return this.#add(id, target);
  }

  /** Has a function called when a client opens a comm for a target. */
  listen(target: string, opened: CommTarget): void {
    this.#targets.set(target, { opened, cell: this.#owners.current });
  }

  /** Sends a message that a library has made itself; a comm that it opens or closes is known from then on. */
  broadcast(type: string, content: JsonObject, extra: CommExtra = {}): void {
    this.#send(type, content, extra);
    const { comm_id: id, target_name: target } = content;
    if (typeof id !== 'string') return;
    if (type === 'comm_open' && typeof target === 'string') this.#add(id, target);
    if (type === 'comm_close') this.#open.get(id)?.end();
  }

  /** Whether a message belongs to a comm that is open, so that it need not wait for a cell to end. */
  knows({ header: { msg_type: type }, content: { comm_id: id } }: Request): boolean {
    return (type === 'comm_msg' || type === 'comm_close') && typeof id === 'string' && this.#open.has(id);
  }

  /** The content of a comm_info_reply. */
  info({ target_name: wanted }: JsonObject): JsonObject {
    const comms: JsonObject = {};
    this.#open.forEach(({ target }, id) => {
      if (typeof wanted !== 'string' || wanted === target) comms[id] = { target_name: target };
    });
    return { status: 'ok', comms };
  }

  /** Takes a message of a comm from a client: there is no reply to it. */
  async take(request: Request): Promise<undefined> {
    await (request.header.msg_type === 'comm_open' ? this.#opened(request) : this.#received(request));
  }

  /** A client opens a comm. As the protocol has it, one for a target that nobody knows is closed at once. */
  async #opened(request: Request): Promise<void> {
    const message = this.#read(request);
    const { target_name: name } = request.content;
    if (!message) return;
    const target = typeof name === 'string' ? this.#targets.get(name) : undefined;
    if (!target) {
      this.#outputs.send('comm_close', { comm_id: message.id, data: {} }, request.header);
      return;
    }
    const comm = this.#add(message.id, String(name));
    await this.#call(
      { listener: (given) => target.opened(comm, given), cell: target.cell },
      message,
      request,
    );
  }

  /** A client sends by a comm, or closes it. */
  async #received(request: Request): Promise<void> {
    const message = this.#read(request);
    if (!message) return;
    const comm = this.#open.get(message.id);
    if (!comm) {
      this.#complain(request, `is for '${message.id}', which is not open`);
      return;
    }
    const isClose = request.header.msg_type === 'comm_close';
    if (isClose) comm.end();
    const calls: Promise<void>[] = [];
    (isClose ? comm.closeListeners : comm.messageListeners).forEach((listening) => {
      push(calls, this.#call(listening, message, request));
    });
    // eslint-disable-next-line @typescript-eslint/prefer-for-of -- a cell may have replaced the iterator
    for (let i = 0; i < calls.length; i++) await calls[i];
  }

  #add(id: string, target: string): OpenComm {
    const comm = new OpenComm(id, target, this.#keeper);
    this.#open.set(id, comm);
    return comm;
  }

  #send(type: string, content: JsonObject, extra: CommExtra): void {
    this.#outputs.send(type, content, undefined, extraOf(extra));
  }

  /** What a cell wants to hear, with its error where it throws, shown below that cell. */
  async #call({ listener, cell }: Listening, message: CommMessage, { header }: Request): Promise<void> {
    const turn = new RunningCell(cell?.label ?? 'a comm', cell?.parent ?? header, header);
    const outcome = await this.#callbacks.run(turn, () => listener(message));
    const error = cellError(outcome, '', turn.label);
    if (error) this.#outputs.send('error', { ...error }, turn.parent);
  }

  #read(request: Request): (CommMessage & { readonly id: string }) | undefined {
    const { comm_id: id, data = {} } = request.content;
    if (typeof id === 'string' && isObject(data)) return { id, data, buffers: request.buffers };
    this.#complain(request, typeof id === 'string' ? 'has data that is no object' : 'has no comm_id');
    return undefined;
  }

  #complain({ header }: Request, what: string): void {
    this.#outputs.stream('stderr', `A ${header.msg_type} ${what}; it was dropped.\n`, header);
  }
}
