import { pageWord } from '../../src/languages/page-words.ts';

/**
 * Lights up what belongs together: the lines with one number on both sides, and the sentence that explains it, when the
 * pointer is on one of them. The numbers of the sentences become buttons, which keep it lit.
 */
export function linkMarks(comparison: HTMLElement): void {
  const members = new Map<string, HTMLElement[]>();
  let pinned: string | undefined;

  const show = (number: string | undefined): void => {
    for (const [each, elements] of members) {
      for (const element of elements) element.classList.toggle('is-linked', each === number);
    }
  };
  const join = (element: HTMLElement, number: string): void => {
    members.set(number, [...(members.get(number) ?? []), element]);
    element.addEventListener('pointerenter', () => show(number));
    element.addEventListener('pointerleave', () => show(pinned));
  };

  for (const code of comparison.querySelectorAll('pre')) {
    for (const [line, number] of numbersOfLines(code)) join(line, number);
  }
  const buttons = [...comparison.querySelectorAll<HTMLElement>('.compare-differences > li')].map((entry) => {
    const sign = entry.querySelector<HTMLElement>('.compare-number');
    const number = sign?.textContent.trim() ?? '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'compare-number';
    button.textContent = number;
    button.setAttribute('aria-label', pageWord('duet.compare.showLines', { number }));
    button.setAttribute('aria-pressed', 'false');
    sign?.replaceWith(button);
    join(entry, number);
    button.addEventListener('focus', () => show(number));
    button.addEventListener('blur', () => show(pinned));
    button.addEventListener('click', () => {
      pinned = pinned === number ? undefined : number;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each.textContent === pinned));
      show(pinned);
    });
    return button;
  });
}

/** Marked lines with their numbers; only the first of adjoining lines carries the number. */
function numbersOfLines(code: HTMLElement): [HTMLElement, string][] {
  let number = '';
  return [...code.querySelectorAll<HTMLElement>('.ec-line.mark')].map((line) => {
    number = /\d+/.exec(line.style.getPropertyValue('--tmLabel'))?.[0] ?? number;
    return [line, number];
  });
}
