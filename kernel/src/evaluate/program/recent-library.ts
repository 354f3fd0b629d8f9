/** The compiler's own file about ES2023, which was written before ES2023 was finished. */
const UNFINISHED = /[\\/]lib\.es2023\.array\.d\.ts$/;

const TYPED_ARRAYS = [
  ...[
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
  ],
  ...['Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
];

const copying = (own: string, result: string, item: string): string => `interface ${own} {
  toReversed(): ${result};
  toSorted(compareFn?: (a: ${item}, b: ${item}) => number): ${result};
  with(index: number, value: ${item}): ${result};
}`;

const splicing = (own: string): string => `interface ${own} {
  toSpliced(start: number, deleteCount: number, ...items: T[]): T[];
  toSpliced(start: number, deleteCount?: number): T[];
}`;

/** Later additions, each by whether this Node.js has it. */
const LATER: readonly (readonly [present: boolean, declaration: string])[] = [
  [
    'isWellFormed' in String.prototype,
    'interface String { isWellFormed(): boolean; toWellFormed(): string; }',
  ],
  [
    'groupBy' in Object,
    `interface ObjectConstructor {
  groupBy<K extends PropertyKey, T>(items: Iterable<T>, key: (item: T, index: number) => K): Partial<Record<K, T[]>>;
}
interface MapConstructor { groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): Map<K, T[]>; }`,
  ],
  [
    'withResolvers' in Promise,
    `interface PromiseConstructor {
  withResolvers<T>(): {
    promise: Promise<T>; resolve: (value: T | PromiseLike<T>) => void; reject: (reason?: unknown) => void;
  };
}`,
  ],
  [
    'fromAsync' in Array,
    'interface ArrayConstructor { fromAsync<T>(items: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): Promise<T[]>; }',
  ],
  [
    'union' in Set.prototype,
    `interface Set<T> {
  union<U>(other: ReadonlySet<U>): Set<T | U>;
  intersection<U>(other: ReadonlySet<U>): Set<T & U>;
  difference<U>(other: ReadonlySet<U>): Set<T>;
  symmetricDifference<U>(other: ReadonlySet<U>): Set<T | U>;
  isSubsetOf(other: ReadonlySet<unknown>): boolean;
  isSupersetOf(other: ReadonlySet<unknown>): boolean;
  isDisjointFrom(other: ReadonlySet<unknown>): boolean;
}`,
  ],
];

/**
 * What Node.js has of the language and TypeScript 5.0 does not know, to be added to a file of the compiler's
 * library; empty for all files but one.
 */
export function recentLibrary(fileName: string): string {
  if (!UNFINISHED.test(fileName)) return '';
  const declarations = [
    ...['Array<T>', 'ReadonlyArray<T>'].flatMap((own) => [copying(own, 'T[]', 'T'), splicing(own)]),
    ...TYPED_ARRAYS.map((own) => copying(own, own, own.startsWith('Big') ? 'bigint' : 'number')),
    ...LATER.flatMap(([present, declaration]) => (present ? [declaration] : [])),
  ];
  return `\n${declarations.join('\n')}\n`;
}
