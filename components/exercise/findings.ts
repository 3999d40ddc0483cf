import { codeParts } from '../rich-text/code-parts.ts';
import type { Finding } from './check-program.ts';

/** Lists what is right and what is not, in place of what was listed before. What stands between backticks is code. */
export function showFindings(list: HTMLElement, findings: readonly Finding[]): void {
  const items = findings.map(({ isRight, text }) => {
    const item = document.createElement('li');
    item.dataset.marked = isRight ? 'right' : 'wrong';
    item.append(
      ...codeParts(text).map((part) => {
        if (!part.isCode) return part.text;
        const code = document.createElement('code');
        code.textContent = part.text;
        return code;
      }),
    );
    return item;
  });
  list.replaceChildren(...items);
}
