import type { Finding } from './check-program.ts';

/** Lists what is right and what is not, in place of what was listed before. */
export function showFindings(list: HTMLElement, findings: readonly Finding[]): void {
  const items = findings.map(({ isRight, text }) => {
    const item = document.createElement('li');
    item.dataset.marked = isRight ? 'right' : 'wrong';
    item.textContent = text;
    return item;
  });
  list.replaceChildren(...items);
}
