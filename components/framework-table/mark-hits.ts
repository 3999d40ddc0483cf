/** Puts every occurrence of the words in a `<mark>`, and takes those of the search before away. Hidden parts are left alone. */
export function markHits(root: HTMLElement, words: readonly string[]): void {
  for (const mark of root.querySelectorAll('mark')) {
    const { parentNode } = mark;
    mark.replaceWith(...mark.childNodes);
    parentNode?.normalize();
  }
  if (words.length === 0) return;
  const pattern = new RegExp(words.map(escapeForPattern).join('|'), 'gi');
  for (const node of searchedNodes(root)) markIn(node, pattern);
}

/** The text of a row that the search looks at: all but buttons and proofs. */
export function searchedText(row: HTMLElement): string {
  return searchedNodes(row)
    .map(({ data }) => data)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

function searchedNodes(root: HTMLElement): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && !node.parentElement?.closest('button, .framework-proof-row')) nodes.push(node);
  }
  return nodes;
}

function markIn(node: Text, pattern: RegExp): void {
  const text = node.data;
  const pieces: (string | Node)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const mark = document.createElement('mark');
    [mark.textContent] = match;
    pieces.push(text.slice(end, match.index), mark);
    end = match.index + match[0].length;
  }
  if (end > 0) node.replaceWith(...pieces, text.slice(end));
}

function escapeForPattern(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
