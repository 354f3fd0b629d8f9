/** What holds the words: an element, by its attributes. */
export interface Attributed {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
}

/** The words of a `class` attribute. */
export class ClassList {
  readonly #element: Attributed;

  constructor(element: Attributed) {
    this.#element = element;
  }

  contains(name: string): boolean {
    return this.#names().includes(name);
  }

  add(...names: string[]): void {
    this.#write(new Set([...this.#names(), ...names]));
  }

  remove(...names: string[]): void {
    this.#write(this.#names().filter((name) => !names.includes(name)));
  }

  toggle(name: string, force = !this.contains(name)): boolean {
    if (force) this.add(name);
    else this.remove(name);
    return force;
  }

  #names(): string[] {
    return (this.#element.getAttribute('class') ?? '').split(/\s+/).filter((name) => name !== '');
  }

  #write(names: Iterable<string>): void {
    this.#element.setAttribute('class', [...names].join(' '));
  }
}
