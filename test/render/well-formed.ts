import { expect } from 'vitest';

/** Names of elements and attributes, once the text between quotes and tags is taken away. */
export function skeleton(svg: string): string {
  return svg.replace(/"[^"<]*"/g, '""').replace(/>[^<>]*</g, '><');
}

/** Nothing but elements with attributes between double quotes, each closed where it must be. */
export function expectWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = skeleton(svg).replace(
    /<(\/?)([A-Za-z]+)((?: [\w:-]+="")*)(\/?)>/g,
    (_, end, name: string, __, empty) => {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/') open.push(name);
      return '';
    },
  );
  expect([rest, open]).toEqual(['', []]);
  expect(svg).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/);
}
