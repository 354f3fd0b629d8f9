import { dirname, join, resolve } from 'node:path';
import { encodePath, linkFrom } from '../run/paths.js';
import type { ConvertInput } from './target.js';

/** The page of a notebook: beside its markdown. */
export function htmlPath({ paths }: ConvertInput): string {
  return join(dirname(paths.markdown), paths.markdown.replace(/^.*[\\/]/, '').replace(/\.md$/, '.html'));
}

/**
 * Links from one notebook to another, or to its markdown, lead to its page when both are converted together.
 *
 * @example
 * linkResolver(first, [first, second])('02-portrait.ipynb#age'); // '02-portrait.html#age'
 */
export function linkResolver(
  from: ConvertInput,
  inputs: readonly ConvertInput[],
): (href: string) => string | undefined {
  const pages = new Map(inputs.map((input) => [input.paths.source.replace(/\.\w+$/, ''), htmlPath(input)]));
  return (href) => {
    const [, path, rest = ''] = /^([^?#]+)\.(?:ipynb|md|html)([?#].*)?$/.exec(href) ?? [];
    if (path === undefined) return undefined;
    const target = pages.get(resolve(dirname(from.paths.source), decodePath(path)));
    return target === undefined ? undefined : encodePath(linkFrom(dirname(htmlPath(from)), target)) + rest;
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
