import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementFactory, HTMLElement } from '../../render/src/browser/elements.js';
import { Document } from '../../render/src/dom/document.js';
import { isElement, SVG_NAMESPACE, type Element } from '../../render/src/dom/element.js';
import type { Node } from '../../render/src/dom/node.js';

const page = () => new Document(elementFactory(new Map()));

const svg = (document: Document, name: string, attributes: Readonly<Record<string, string>> = {}) => {
  const element = document.createElementNS(SVG_NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** The tree as it reads forwards and backwards: both must agree, whatever was done to it. */
function shape(node: Node): unknown {
  const forwards = node.childNodes;
  const backwards: Node[] = [];
  for (let child = node.lastChild; child !== null; child = child.previousSibling) backwards.unshift(child);
  expect(backwards).toEqual(forwards);
  for (const child of forwards) expect(child.parentNode).toBe(node);
  return [node.nodeName, ...forwards.map(shape)];
}

test('a tree changed at random holds the children an array would hold', () => {
  const move = fc.record({ child: fc.nat(9), parent: fc.nat(9), before: fc.nat(9), kind: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const document = page();
      const nodes = Array.from({ length: 10 }, (_, index) => svg(document, `n${index}`));
      const children = new Map<Node, Node[]>(nodes.map((node) => [node, []]));
      const parentOf = (node: Node) => nodes.find((one) => children.get(one)?.includes(node));
      const detach = (node: Node) => {
        const siblings = children.get(parentOf(node) as Node);
        siblings?.splice(siblings.indexOf(node), 1);
      };
      const isAbove = (upper: Node, lower: Node | undefined): boolean =>
        lower !== undefined && (upper === lower || isAbove(upper, parentOf(lower)));
      for (const { child, parent, before, kind } of moves) {
        const [node, target, next] = [nodes[child], nodes[parent], nodes[before]] as [
          Element,
          Element,
          Element,
        ];
        if (kind === 0) {
          detach(node);
          node.remove();
          continue;
        }
        const beforeNext = kind === 1 && next !== node && parentOf(next) === target;
        if (isAbove(node, target)) {
          expect(() => target.appendChild(node)).toThrow(TypeError);
          continue;
        }
        detach(node);
        const siblings = children.get(target) ?? [];
        siblings.splice(beforeNext ? siblings.indexOf(next) : siblings.length, 0, node);
        target.insertBefore(node, beforeNext ? next : null);
      }
      for (const node of nodes) {
        expect(node.childNodes).toEqual(children.get(node));
        shape(node);
      }
    }),
  );
});

describe('elements', () => {
  test('an attribute has one value with or without its prefix', () => {
    const link = svg(page(), 'a');
    link.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', 'https://a.example');
    expect(link.getAttribute('href')).toBe('https://a.example');
    link.removeAttribute('href');
    expect(link.hasAttribute('href')).toBe(false);
  });

  test('text is read through all levels and replaced as a whole', () => {
    const document = page();
    const text = svg(document, 'text');
    const line = text.appendChild(svg(document, 'tspan'));
    line.append('一 ', 'two');
    text.append('!');
    expect(text.textContent).toBe('一 two!');
    text.textContent = 'new';
    expect(text.childNodes.map(({ nodeValue }) => nodeValue)).toEqual(['new']);
    expect(line.parentNode).toBeNull();
  });

  test('a deep copy has the same attributes, style and children, and leaves the first alone', () => {
    const document = page();
    const group = svg(document, 'g', { class: 'a', style: 'fill: red' });
    group.appendChild(svg(document, 'path', { d: 'M0,0' }));
    const copy = group.cloneNode(true);
    if (!isElement(copy)) expect.fail('the copy of an element is one');
    expect(shape(copy)).toEqual(['g', ['path']]);
    expect([copy.getAttribute('class'), copy.getAttribute('style')]).toEqual(['a', 'fill: red;']);
    copy.style.setProperty('fill', 'blue');
    expect(group.style.getPropertyValue('fill')).toBe('red');
  });

  test('classes are words, each once', () => {
    const group = svg(page(), 'g', { class: ' a  b ' });
    group.classList.add('b', 'c');
    group.classList.remove('a');
    expect(group.getAttribute('class')).toBe('b c');
    expect([group.classList.toggle('b'), group.classList.toggle('b')]).toEqual([false, true]);
  });

  test.each([
    ['https://a.example/b', 'https:'],
    ['javascript:alert(1)', 'javascript:'],
    [' \u0001JavaScript:alert(1)', 'javascript:'],
    ['b.html', ':'],
  ])('the scheme of %j is %j', (href, scheme) => {
    const link = page().createElement('A');
    if (!(link instanceof HTMLElement)) expect.fail('an element of HTML was asked for');
    link.href = href;
    expect(link.protocol).toBe(scheme);
  });

  test('a node is not put before one that stands elsewhere', () => {
    const document = page();
    expect(() => svg(document, 'g').insertBefore(svg(document, 'path'), svg(document, 'path'))).toThrow(
      'the next node stands elsewhere',
    );
  });
});

describe('style', () => {
  test('declarations keep semicolons inside url(), drop !important, and stay in their first order', () => {
    const path = svg(page(), 'path', { style: "fill: url('#a;b'); STROKE: red !important;opacity:0.5" });
    path.style.setProperty('fill', 'none');
    expect(path.getAttribute('style')).toBe('fill: none; stroke: red; opacity: 0.5;');
  });

  test('a missing value removes, a meaningless one changes nothing, as in browsers', () => {
    const path = svg(page(), 'path', { style: 'stroke-width: 2px; fill: red' });
    for (const value of ['undefined', 'NaNpx', 'false']) path.style.setProperty('stroke-width', value);
    path.style.setProperty('fill', null);
    expect(path.getAttribute('style')).toBe('stroke-width: 2px;');
    expect(path.style.removeProperty('stroke-width')).toBe('2px');
    expect(path.getAttribute('style')).toBe('');
  });

  test('properties go by either spelling', () => {
    const style = page().createElement('div').style as unknown as Record<string, string>;
    style['strokeWidth'] = '3px';
    expect([style['stroke-width'], style['strokeWidth'], style['fill']]).toEqual(['3px', '3px', '']);
  });
});

describe('selectors', () => {
  const document = page();
  const root = svg(document, 'svg', { class: 'main' });
  const layer = root.appendChild(svg(document, 'g', { class: 'layer trace', id: 'x"1' }));
  const first = layer.appendChild(svg(document, 'path', { class: 'point', d: 'M0,0' }));
  const second = layer.appendChild(svg(document, 'path', { class: 'point last' }));
  const nested = layer.appendChild(svg(document, 'g')).appendChild(svg(document, 'linearGradient'));
  document.body.appendChild(root);

  test.each<[string, Element[]]>([
    ['path', [first, second]],
    ['.point.last', [second]],
    ['linearGradient', [nested]],
    ['g.layer > path.point', [first, second]],
    ['.main path', [first, second]],
    ['.main > path', []],
    ['path:not([d])', [second]],
    ['path:first-child', [first]],
    ['[class*=oin]', [first, second]],
    ['[class^=lay], .last', [layer, second]],
    ['[class~=trace]', [layer]],
    ['.nothing,.last', [second]],
    ['path:hover', []],
  ])('%s', (selector, expected) => {
    expect(root.querySelectorAll(selector)).toEqual(expected);
    expect(root.querySelector(selector)).toBe(expected[0] ?? null);
    for (const element of expected) expect(element.matches(selector)).toBe(true);
  });

  test('ids may hold anything', () => {
    expect(document.getElementById('x"1')).toBe(layer);
    expect(document.getElementById('y')).toBeNull();
  });

  test('closest starts at the element itself', () => {
    expect([second.closest('path'), nested.closest('.layer'), nested.closest('text')]).toEqual([
      second,
      layer,
      null,
    ]);
  });

  test('one that is not known is refused rather than answered wrongly', () => {
    expect(() => root.querySelector('path:nth-child(2)')).toThrow('":nth-child" is not known');
    expect(() => root.querySelector('g + path')).toThrow('adjacent');
  });
});
