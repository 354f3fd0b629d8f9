type State = Record<string, unknown>;
type Path = readonly (string | number)[];

/** A state as the protocol of Jupyter widgets sends it: bytes apart from what is JSON. */
export interface SplitState {
  readonly state: State;
  readonly buffer_paths: readonly Path[];
  readonly buffers: readonly (ArrayBuffer | ArrayBufferView)[];
}

const isBytes = (value: unknown): value is ArrayBuffer | ArrayBufferView =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value);

const isPlain = (value: unknown): value is State => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Takes the bytes out of a state; in a list, null takes their place. */
export function splitBuffers(state: State): SplitState {
  const paths: Path[] = [];
  const buffers: (ArrayBuffer | ArrayBufferView)[] = [];
  const take = (value: ArrayBuffer | ArrayBufferView, path: Path): void => {
    paths.push(path);
    buffers.push(value);
  };
  const walk = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => inList(item, [...path, index]));
    return isPlain(value) ? object(value, path) : value;
  };
  const inList = (item: unknown, path: Path): unknown => {
    if (!isBytes(item)) return walk(item, path);
    take(item, path);
    return null;
  };
  const object = (value: State, path: Path): State => {
    const kept: State = {};
    for (const [key, item] of Object.entries(value)) {
      if (isBytes(item)) take(item, [...path, key]);
      else kept[key] = walk(item, [...path, key]);
    }
    return kept;
  };
  return { state: object(state, []), buffer_paths: paths, buffers };
}

/**
 * Puts bytes back into the state that came with them, where its paths say.
 *
 * @throws TypeError when a path leads nowhere or there are not as many paths as buffers
 */
export function joinBuffers(state: State, paths: unknown, buffers: readonly Uint8Array[]): void {
  const all: unknown[] = Array.isArray(paths) ? paths : [];
  if (all.length !== buffers.length) {
    throw new TypeError(`a widget message has ${buffers.length} buffers and ${all.length} paths to them`);
  }
  all.forEach((path, index) => {
    const keys: string[] = Array.isArray(path) ? path.map(String) : [];
    const last = keys.at(-1);
    let target: unknown = state;
    for (const key of keys.slice(0, -1)) target = own(target, key);
    if (last === undefined || typeof target !== 'object' || target === null) {
      throw new TypeError(`a widget message has a buffer for ${JSON.stringify(path)}, which its state lacks`);
    }
    const value = buffers[index];
    Object.defineProperty(target, last, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });
}

/** What an object itself has under a name, not what all objects have. */
const own = (target: unknown, key: string): unknown =>
  typeof target === 'object' && target !== null && Object.hasOwn(target, key)
    ? Reflect.get(target, key)
    : null;
