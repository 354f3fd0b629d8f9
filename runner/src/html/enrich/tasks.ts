import type { Element, Root, Text } from 'hast';
import { visit } from 'unist-util-visit';
import type { PageContext } from '../context.js';

const TASK = /^\[([ xX])\]\s+/;

/** Task lists (`- [x] done`): the box becomes a sign with a name. */
export function markTasks(tree: Root, { words }: PageContext): void {
  visit(tree, 'element', (item) => {
    if (item.tagName !== 'li') return;
    const text = firstText(item);
    const mark = text === undefined ? null : TASK.exec(text.value);
    if (text === undefined || mark === null) return;
    text.value = text.value.slice(mark[0].length);
    const done = mark[1] !== ' ';
    item.properties.className = ['task'];
    item.children.unshift({
      type: 'element',
      tagName: 'span',
      properties: { className: ['box'], role: 'img', ariaLabel: done ? words.done : words.open },
      children: [{ type: 'text', value: done ? '☑' : '☐' }],
    });
  });
}

/** The text an item begins with, which in a loose list stands in a paragraph. */
function firstText({ children }: Element): Text | undefined {
  const first = children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  if (first?.type === 'text') return first;
  return first?.type === 'element' && first.tagName === 'p' ? firstText(first) : undefined;
}
