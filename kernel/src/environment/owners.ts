import { AsyncResource, createHook, executionAsyncId, executionAsyncResource } from 'node:async_hooks';
import { defineProperty, get, SafeMap, SafeSet, toUpperCase } from '../primordials.js';

/** Hidden where values are shown; see stable-inspect.ts. */
export const OWNER = Symbol('tally-kernel.owner');

interface Owned<T> {
  [OWNER]?: T | undefined;
}

/** Who code belongs to. */
export interface Owner {
  /** Hears of everything that its code starts, by Node.js's name for it. */
  note(type: string, resource: object): void;
}

/** What a cell has started and has not ended. */
interface Operation<T> {
  readonly owner: T;
  readonly type: string;
  readonly resource: Owned<T>;
}

/** Texts to be looked up. */
const names = (...all: readonly string[]): SafeMap<string, true> =>
  new SafeMap(all.map((name) => [name, true]));

/** Steps of the language and of Node.js itself: they are over before the event loop goes on. */
const INSTANT = names('PROMISE', 'TickObject', 'Microtask');
/** What Node.js asks the system for, and is over with its answer. Timers and handles tell by themselves. */
const REQUESTS = names(
  ...['FSREQCALLBACK', 'FSREQPROMISE', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'QUERYWRAP', 'WRITEWRAP'],
  ...['TCPCONNECTWRAP', 'PIPECONNECTWRAP', 'SHUTDOWNWRAP', 'UDPSENDWRAP'],
);
/** The same of cryptography, whose synchronous functions make a request, too: one that nobody waits for. */
const CRYPTOGRAPHY = names(
  ...[
    'CHECKPRIMEREQUEST',
    'CIPHERREQUEST',
    'DERIVEBITSREQUEST',
    'HASHREQUEST',
    'KEYEXPORTREQUEST',
    'SIGNREQUEST',
  ],
  ...['KEYGENREQUEST', 'KEYPAIRGENREQUEST', 'PBKDF2REQUEST', 'RANDOMBYTESREQUEST', 'RANDOMPRIMEREQUEST'],
  ...['SCRYPTREQUEST', 'VERIFYREQUEST'],
);
/** How a cell's author calls them; everything else is an operation. */
const KINDS = new SafeMap([
  ['Timeout', 'a timer'],
  ['Immediate', 'a timer'],
  ['PROCESSWRAP', 'a child process'],
  ['WORKER', 'a worker'],
  ['MESSAGEPORT', 'a message port'],
  ['TCPSERVERWRAP', 'a server'],
  ['PIPESERVERWRAP', 'a server'],
  ['TCPWRAP', 'a connection'],
  ['PIPEWRAP', 'a connection'],
  ['UDPWRAP', 'a connection'],
  ['FSEVENTWRAP', 'a file watcher'],
  ['STATWATCHER', 'a file watcher'],
]);

const OTHER_KIND = 'an operation';
/** In the order in which they are named. */
const KIND_NAMES = new SafeSet([...[...KINDS.values()].sort(), OTHER_KIND]);

/** Ended operations that may be kept before they are looked through. */
const FIRST_SWEEP = 1000;

/**
 * Knows for which cell code runs, also in timers, events and after an await, and what a cell has left under way.
 */
export class Owners<T extends Owner> {
  readonly #operations = new SafeMap<number, Operation<T>>();
  readonly #kernel = new AsyncResource('tally-kernel');
  #sweepAt = FIRST_SWEEP;

  constructor() {
    createHook({
      init: (id, type, _trigger, resource: Owned<T>) => {
        const owner = this.current;
        if (owner === undefined) return;
        if (INSTANT.has(type)) {
          resource[OWNER] = owner; // the cheapest way: there are many
          return;
        }
        defineProperty(resource, OWNER, { value: owner });
        owner.note(type, resource);
        this.#add(id, { owner, type, resource });
      },
      after: (id) => {
        if (this.#operations.size > 0) this.#end(id);
      },
    }).enable();
  }

  /** Whose code runs now; undefined for the kernel itself. */
  get current(): T | undefined {
    return (executionAsyncResource() as Owned<T>)[OWNER];
  }

  /** Calls a function that belongs to a cell, with all that comes of it. */
  run<R>(owner: T, task: () => R): R {
    const scope = this.outside(() => new AsyncResource('tally-cell'));
    defineProperty(scope, OWNER, { value: owner });
    return scope.runInAsyncScope(task);
  }

  /** Calls a function of the kernel, wherever the call comes from. */
  outside<R>(task: () => R): R {
    return this.current === undefined ? task() : this.#kernel.runInAsyncScope(task);
  }

  /** What a cell has under way that keeps a process from ending, such as `a server, a timer`; empty for nothing. */
  pending(owner: T): string {
    this.#sweep();
    const found = new SafeSet<string>();
    this.#operations.forEach((operation) => {
      if (operation.owner === owner && isActive(operation) !== false) {
        found.add(KINDS.get(operation.type) ?? OTHER_KIND);
      }
    });
    let text = '';
    KIND_NAMES.forEach((kind) => {
      if (found.has(kind)) text += text === '' ? kind : `, ${kind}`;
    });
    return text;
  }

  /** Takes no more notice of what a cell has under way. */
  release(owner: T): void {
    this.#operations.forEach((operation, id) => {
      if (operation.owner === owner) this.#operations.delete(id);
    });
  }

  #add(id: number, operation: Operation<T>): void {
    if (!mayBePending(operation)) return;
    if (this.#operations.size >= this.#sweepAt) {
      this.#sweep();
      const twice = 2 * this.#operations.size;
      this.#sweepAt = twice > FIRST_SWEEP ? twice : FIRST_SWEEP;
    }
    this.#operations.set(id, operation);
  }

  /** The callback that runs has thrown, so that its end is not told. */
  endCurrent(): void {
    this.#end(executionAsyncId());
  }

  /** A callback has returned: a request has had its answer, a timer or a socket may go on. */
  #end(id: number): void {
    const operation = this.#operations.get(id);
    if (operation && operation.type !== ZLIB && isActive(operation) !== true) this.#operations.delete(id);
  }

  #sweep(): void {
    this.#operations.forEach((operation, id) => {
      if (operation.type !== ZLIB && isActive(operation) === false) this.#operations.delete(id);
    });
  }
}

/** A compressor lives as long as its stream, and holds what it works on. */
const ZLIB = 'ZLIB';

const hasState = (resource: object): resource is { hasRef(): unknown; _destroyed?: boolean } =>
  typeof get(resource, 'hasRef') === 'function';

/** What native add-ons keep as long as the process lives, and does not keep it from ending. */
const LASTING = names('DuckDBNapiRefReaper', 'CustomGC');

/** Native add-ons name their work as they like; Node.js itself uses capitals. */
const isForeign = (type: string): boolean => toUpperCase(type) !== type && !LASTING.has(type);

function mayBePending({ type, resource }: Operation<unknown>): boolean {
  if (resource instanceof AsyncResource) return false; // a scope of some library
  return (
    REQUESTS.has(type) || CRYPTOGRAPHY.has(type) || type === ZLIB || hasState(resource) || isForeign(type)
  );
}

/**
 * Whether a timer or a handle would keep a process from ending; undefined for a request, which says nothing of
 * itself.
 */
function isActive({ type, resource }: Operation<unknown>): boolean | undefined {
  // A timer whose callback has thrown is over, and says otherwise.
  if (hasState(resource)) return resource.hasRef() === true && resource._destroyed !== true;
  if (CRYPTOGRAPHY.has(type)) return get(resource, 'ondone') === undefined ? false : undefined;
  return type === ZLIB ? Boolean(get(resource, 'buffer')) : undefined;
}
