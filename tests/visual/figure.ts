/** A drawing to look at: a function that returns it, with data of its own or computed by our dialects on the spot. */
export type Figure = () => Element | Promise<Element>;

/** A new `svg` with the class that it has in its widget. */
export function emptySvg(className: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', className);
  return svg;
}

/** What a widget has around a drawing, with its colours of a framework. */
export function box(className: string, dialect: 'torch' | 'keras', children: readonly Node[]): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.dataset.dialect = dialect;
  element.append(...children);
  return element;
}

/**
 * A copy of an element of the widget on this page, as the server wrote it, for drawings that fill such HTML.
 *
 * @throws {Error} when the page has none.
 */
export function copyOf(selector: string): HTMLElement {
  const copy = document.querySelector(selector)?.cloneNode(true);
  if (copy instanceof HTMLElement) return copy;
  throw new Error(`This page has no ${selector}.`);
}
