import { part } from '../experiment/parts.ts';

const SHOWN_MILLISECONDS = 2_000;

/**
 * Copies the program of the pane whose button was pressed, if one was.
 *
 * @param say says something politely.
 */
export async function copyCode(
  root: ParentNode,
  target: EventTarget | null,
  say: (text: string) => void,
): Promise<void> {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null;
  const dialect = button?.dataset.copy;
  if (!button || !dialect) return;
  const code = part(root, `${dialect}-code`, HTMLElement);
  try {
    await navigator.clipboard.writeText(`${code.textContent}\n`);
    say('Code copied.');
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), SHOWN_MILLISECONDS);
  } catch {
    getSelection()?.selectAllChildren(code);
    say('The browser does not let a page copy. The code is selected: copy it with the keyboard.');
  }
}
