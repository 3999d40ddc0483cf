/**
 * The element marked `data-part="<name>"` inside a widget.
 *
 * @throws {Error} when the server's HTML lacks it or it is of another type: the widget's .astro and .ts disagree.
 */
export function part<T extends Element>(root: ParentNode, name: string, type: new () => T): T {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (!(element instanceof type)) throw new Error(`The widget has no ${type.name} marked data-part="${name}".`);
  return element;
}
