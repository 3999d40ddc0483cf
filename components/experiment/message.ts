/** A button under a message. */
export interface MessageAction {
  readonly label: string;
  readonly act: () => void;
}

/** What happened, what to do about it, and buttons that do it. */
export interface Message {
  readonly tone: 'error' | 'question' | 'notice';
  readonly fact: string;
  readonly fix: string;
  readonly actions: readonly MessageAction[];
}

/** Shows a message in a box of role `alert`, in place of the one before. */
export function showMessage(box: HTMLElement, { tone, fact, fix, actions }: Message): void {
  const text = document.createElement('p');
  const factText = document.createElement('strong');
  factText.textContent = fact;
  text.append(factText, ` ${fix}`);
  const buttons = document.createElement('div');
  buttons.className = 'experiment-message-actions';
  buttons.append(...actions.map(({ label, act }) => actionButton(label, act)));
  box.dataset.tone = tone;
  box.replaceChildren(text, buttons);
}

export function clearMessage(box: HTMLElement): void {
  delete box.dataset.tone;
  box.replaceChildren();
}

function actionButton(label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'experiment-button';
  button.textContent = label;
  button.addEventListener('click', act);
  return button;
}
