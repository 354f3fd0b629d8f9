type Service = (...given: readonly unknown[]) => unknown;

/** A function of the kernel's; without a kernel there is none. */
export function service(name: string): Service {
  const found: unknown = Reflect.get(globalThis, Symbol.for(`Jupyter.${name}`));
  if (typeof found === 'function') return found as Service;
  throw new Error('there is no notebook here: run this in a cell of the kernel "TypeScript (Tally)"');
}
