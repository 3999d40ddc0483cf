import type { Module } from './module.ts';

/** `print(model)` of PyTorch: a line for a layer, and for a module with submodules a tree of them. */
export function formatModule(module: Module): string {
  const extra = module.extraRepr();
  const extraLines = extra === '' ? [] : extra.split('\n');
  const childLines = childEntries(module).map(([name, text]) => `(${name}): ${indentFollowing(text)}`);
  const lines = [...extraLines, ...childLines];
  const name = module.getName();
  if (extraLines.length === 1 && childLines.length === 0) return `${name}(${extra})`;
  return lines.length === 0 ? `${name}()` : `${name}(\n  ${lines.join('\n  ')}\n)`;
}

function childEntries(module: Module): (readonly [string, string])[] {
  const children = [...module.namedChildren(false)].map(([name, child]) => [name, formatModule(child)] as const);
  return module.collapsesEqualChildren ? collapse(children.map(([, text]) => text)) : children;
}

/** Equal modules next to each other as one entry: `(0-1): 2 x Linear(...)`. */
function collapse(texts: readonly string[]): (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = [];
  for (let start = 0, end = 0; start < texts.length; start = end) {
    const text = texts[start] ?? '';
    while (end < texts.length && texts[end] === text) end++;
    const count = end - start;
    entries.push(count === 1 ? [String(start), text] : [`${start}-${end - 1}`, `${count} x ${text}`]);
  }
  return entries;
}

function indentFollowing(text: string): string {
  return text.replaceAll('\n', '\n  ');
}
