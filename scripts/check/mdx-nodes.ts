/** What the rules read of a parsed chapter. */
import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement, Point } from 'satteri';

/** A component or a tag of HTML. */
export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** A node with the nodes that it stands in, the outermost first. */
export interface PlacedNode {
  readonly node: MdastNode;
  readonly ancestors: readonly MdastNode[];
}

/** A node and all that it contains, in the order of the text. */
export function allNodes(node: MdastNode, ancestors: readonly MdastNode[] = []): PlacedNode[] {
  const children: readonly MdastNode[] = 'children' in node ? node.children : [];
  return [{ node, ancestors }, ...children.flatMap((child) => allNodes(child, [...ancestors, node]))];
}

/** Every component and tag in `node`, in the order of the text. */
export function jsxElements(node: MdastNode): JsxElement[] {
  return allNodes(node)
    .map((placed) => placed.node)
    .filter(isJsx);
}

export function isJsx(node: MdastNode): node is JsxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** Whether an attribute is written, with whatever value. */
export function hasAttribute(element: JsxElement, name: string): boolean {
  return element.attributes.some((attribute) => attribute.type === 'mdxJsxAttribute' && attribute.name === name);
}

/** The value of an attribute that is written in quotation marks. */
export function textAttribute(element: JsxElement, name: string): string | undefined {
  const found = element.attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === name);
  return typeof found?.value === 'string' ? found.value : undefined;
}

/** Where a node begins. */
export function startOf(node: MdastNode): Pick<Point, 'line' | 'column'> {
  return node.position?.start ?? { line: 1, column: 1 };
}
