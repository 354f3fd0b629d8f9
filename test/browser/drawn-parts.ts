/** One drawn element: what it is, and every number that says where it is. */
export interface DrawnPart {
  /** Element name, path commands and text: the same on both sides when the structure is. */
  readonly kind: string;
  /** Its own coordinates, then the transforms of what it stands in. */
  readonly numbers: readonly number[];
}

/**
 * The parts of the drawing below the elements `selector` finds, or of the SVG document `svg`. It runs inside
 * the browser, so it uses nothing from outside itself.
 */
export function drawnParts({ selector, svg }: { selector?: string; svg?: string }): DrawnPart[] {
  const leaves = 'path,rect,circle,ellipse,line,polygon,polyline,text,tspan,image';
  // A tspan with a family of its own is ours: it holds what comes from the second bundled font.
  const skipped = '.draglayer,.hoverlayer,.zoomlayer,.cells,.hm image,.im image,.paper,tspan[font-family]';
  const coordinates = 'x,y,dx,dy,width,height,cx,cy,r,rx,ry,x1,y1,x2,y2,points,d,transform'.split(',');
  const numbersIn = (text: string) => (text.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
  const hidden = (element: Element): boolean => {
    for (let node: Element | null = element; node !== null; node = node.parentElement) {
      if (node.getAttribute('display') === 'none') return true;
      if (node instanceof SVGElement && node.style.display === 'none') return true;
    }
    return false;
  };
  const part = (element: Element): DrawnPart => {
    const commands = (element.getAttribute('d') ?? '').replace(/[^a-df-z]/gi, '');
    const text = element.localName === 'text' ? element.textContent : '';
    const numbers = coordinates.flatMap((name) => numbersIn(element.getAttribute(name) ?? ''));
    for (let node = element.parentElement; node !== null; node = node.parentElement) {
      numbers.push(...numbersIn(node.getAttribute('transform') ?? ''));
    }
    return { kind: `${element.localName} ${commands} ${text}`, numbers };
  };
  const roots: Element[] =
    svg === undefined
      ? [...document.querySelectorAll(selector ?? 'svg')]
      : [new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement];
  if (svg !== undefined) roots[0]?.firstElementChild?.setAttribute('class', 'paper');
  return roots
    .flatMap((root) => [...root.querySelectorAll(leaves)])
    .filter((element) => element.closest(skipped) === null && !hidden(element))
    .map(part);
}
