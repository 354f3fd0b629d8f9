import type { Element } from './element.js';

/** The words of a `class` attribute. */
export class ClassList {
  constructor(private readonly element: Element) {}

  contains(name: string): boolean {
    return this.names().includes(name);
  }

  add(...names: string[]): void {
    this.write(new Set([...this.names(), ...names]));
  }

  remove(...names: string[]): void {
    this.write(this.names().filter((name) => !names.includes(name)));
  }

  toggle(name: string, force = !this.contains(name)): boolean {
    if (force) this.add(name);
    else this.remove(name);
    return force;
  }

  private names(): string[] {
    return (this.element.getAttribute('class') ?? '').split(/\s+/).filter((name) => name !== '');
  }

  private write(names: Iterable<string>): void {
    this.element.setAttribute('class', [...names].join(' '));
  }
}
