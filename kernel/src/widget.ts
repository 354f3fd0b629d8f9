import { inspect } from 'node:util';
import { type Comm, type CommExtra, type CommMessage, openComm } from './comm.js';
import { $display, type Displayable, type MediaBundle } from './displayable.js';
import { joinBuffers, splitBuffers } from './widget-buffers.js';

/** The version of the protocol of Jupyter widgets that is spoken here. */
const PROTOCOL = '2.1.0';
const VIEW = 'application/vnd.jupyter.widget-view+json';

/** A widget as the package anywidget of the front end draws it. */
export interface WidgetOptions<State extends object> {
  /** What both sides know; each may change it. */
  readonly state: State;
  /** An ECMAScript module for the browser: `export default { render({ model, el }) { … } }`. */
  readonly esm: string;
  readonly css?: string;
  /** Which versions of anywidget may draw it, as npm writes them. By default any. */
  readonly version?: string;
}

type Key<State> = keyof State & string;
type Fields = Record<string, unknown>;

/** Its class and view in the front end. */
const identity = (version: string): Fields => ({
  _model_module: 'anywidget',
  _model_name: 'AnyModel',
  _model_module_version: version,
  _view_module: 'anywidget',
  _view_name: 'AnyView',
  _view_module_version: version,
  _view_count: null,
});

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The state that a message of the front end brings; undefined for any other message. */
function broughtState({ data }: CommMessage): Fields | undefined {
  return data['method'] === 'update' && isObject(data['state']) ? data['state'] : undefined;
}

/** The kernel's side of a widget: the last expression of a cell shows it. */
export class WidgetModel<State extends object> implements Displayable {
  readonly #comm: Comm;
  readonly #state: State;
  readonly #fixed: Fields;
  readonly #listeners = new Map<string, Set<(value: never) => unknown>>();

  constructor({ state, esm, css, version = '*' }: WidgetOptions<State>) {
    this.#state = { ...state };
    this.#fixed = { ...identity(version), _esm: esm, ...(css !== undefined && { _css: css }) };
    const { buffers, ...data } = splitBuffers({ ...this.#fixed, ...this.#state });
    this.#comm = openComm({ target: 'jupyter.widget', data, buffers, metadata: { version: PROTOCOL } });
    this.#comm.onMessage((message) => {
      this.#receive(message);
    });
  }

  get<K extends Key<State>>(key: K): State[K] {
    return this.#state[key];
  }

  /** Changes a value on both sides, and calls who listens to it. */
  set<K extends Key<State>>(key: K, value: State[K]): void {
    if (Object.is(this.#state[key], value)) return;
    this.#state[key] = value;
    this.#sendState('update', { [key]: value });
    this.#listeners.get(`change:${key}`)?.forEach((listener) => listener(value as never));
  }

  /**
   * Listens to a value, as changed on either side, or to what the front end sends with `model.send`. What a listener
   * prints, and its error, is shown below the cell that has called this. What it returns is awaited before the front
   * end may send more, so a slow listener misses values in between but never the last.
   *
   * @returns ends it
   */
  on<K extends Key<State>>(event: `change:${K}`, listener: (value: State[K]) => unknown): () => void;
  on(
    event: 'msg:custom',
    listener: (content: unknown, buffers: readonly Uint8Array[]) => unknown,
  ): () => void;
  on(event: string, listener: (value: never, buffers: readonly Uint8Array[]) => unknown): () => void {
    const key = event.replace(/^change:/, '');
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set.add(listener as never));
    const end = this.#comm.onMessage((message) => {
      if (event === 'msg:custom') {
        if (message.data['method'] !== 'custom') return undefined;
        return listener(message.data['content'] as never, message.buffers);
      }
      const brought = broughtState(message);
      return brought && key in brought ? listener(brought[key] as never, []) : undefined;
    });
    return () => {
      set.delete(listener as never);
      end();
    };
  }

  /** Sends something that is no state: in the front end `model.on('msg:custom', …)` hears it. */
  send(content: unknown, buffers: CommExtra['buffers'] = []): void {
    this.#comm.send({ method: 'custom', content }, { buffers });
  }

  /** Takes the widget out of the front end. */
  close(): void {
    this.#comm.close();
  }

  [$display](): MediaBundle {
    const [version_major, version_minor] = PROTOCOL.split('.').map(Number);
    return {
      'text/plain': `widget ${inspect(this.#state)}`,
      [VIEW]: { version_major, version_minor, model_id: this.#comm.id },
    };
  }

  #sendState(method: 'update' | 'echo_update', fields: Fields): void {
    const { buffers, ...data } = splitBuffers(fields);
    this.#comm.send({ method, ...data }, { buffers });
  }

  #receive(message: CommMessage): void {
    if (message.data['method'] === 'request_state') {
      this.#sendState('update', { ...this.#fixed, ...this.#state });
      return;
    }
    const brought = broughtState(message);
    if (!brought) return;
    joinBuffers(brought, message.data['buffer_paths'], message.buffers);
    const known = Object.entries(brought).filter(([key]) => Object.hasOwn(this.#state, key));
    Object.assign(this.#state, Object.fromEntries(known));
    this.#sendState('echo_update', Object.fromEntries(known)); // other views of it follow
  }
}

/**
 * Makes a widget of a module in the form of anywidget (https://anywidget.dev), which has to be installed in Jupyter.
 *
 * ```ts
 * const slider = widget({ state: { value: 3 }, esm: readFileSync('slider.js', 'utf8') });
 * slider.on('change:value', (value) => console.log(value));
 * slider
 * ```
 *
 * @throws Error where there is no notebook
 */
export const widget = <State extends object>(options: WidgetOptions<State>): WidgetModel<State> =>
  new WidgetModel(options);
