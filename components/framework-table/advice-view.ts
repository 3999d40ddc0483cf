import { part } from '../experiment/parts.ts';
import { questions, readerKinds, type Answers, type ReaderKind, type Reason } from './questions.ts';
import { weighRows, type Weighing } from './weigh-rows.ts';

interface AdviceHandlers {
  readonly answer: (answers: Answers) => void;
  readonly showRow: (id: string) => void;
}

const names = { torch: 'PyTorch', keras: 'TensorFlow / Keras' } as const;

/** “Which one for me?”: the questions, and an answer that consists of the rows which decided it. */
export class AdviceView {
  readonly #root: HTMLElement;
  readonly #topics: ReadonlyMap<string, string>;
  #answers: Answers = {};

  /** @param topics of the rows, by their ids. */
  constructor(
    root: HTMLElement,
    topics: ReadonlyMap<string, string>,
    signal: AbortSignal,
    { answer, showRow }: AdviceHandlers,
  ) {
    this.#root = root;
    this.#topics = topics;
    part(root, 'advice-fields', HTMLFieldSetElement).disabled = false;
    root.addEventListener(
      'change',
      ({ target }) => {
        if (!(target instanceof HTMLInputElement)) return;
        const { question } = target.dataset;
        if (question !== undefined) answer({ ...this.#answers, [question]: target.value });
      },
      { signal },
    );
    root.addEventListener(
      'click',
      ({ target }) => {
        const button = target instanceof Element ? target.closest('button') : null;
        const kind = readerKinds.find(({ id }) => id === button?.dataset.kindOfUser);
        if (kind) answer(kind.answers);
        if (button?.dataset.action === 'forget') {
          answer({});
          // The button is gone.
          part(root, 'leaning', HTMLElement).focus();
        }
        if (button?.dataset.goTo) showRow(button.dataset.goTo);
      },
      { signal },
    );
  }

  /** Checks the answers, and weighs the rows anew where they have changed. */
  show(answers: Answers): void {
    if (JSON.stringify(answers) === JSON.stringify(this.#answers)) return;
    this.#answers = answers;
    for (const box of this.#root.querySelectorAll<HTMLInputElement>('[data-question]')) {
      box.checked = answers[box.dataset.question ?? ''] === box.value;
    }
    const kind = readerKinds.find((known) => JSON.stringify(known.answers) === JSON.stringify(answers));
    for (const button of this.#root.querySelectorAll<HTMLElement>('[data-kind-of-user]')) {
      button.setAttribute('aria-pressed', String(button.dataset.kindOfUser === kind?.id));
    }
    const weighing = weighRows(questions, answers);
    const isAnswered = Object.keys(answers).length > 0;
    part(this.#root, 'leaning', HTMLElement).textContent = isAnswered
      ? leaningText(weighing)
      : 'Answer a question, and the rows that speak to it appear here.';
    const answer = part(this.#root, 'answer', HTMLElement);
    answer.replaceChildren(...this.#reasons(weighing, kind));
    answer.hidden = !isAnswered;
  }

  #reasons(weighing: Weighing, kind: ReaderKind | undefined): HTMLElement[] {
    const lines: HTMLElement[] = [];
    if (kind) lines.push(paragraph(`To this kind of user source 003 recommended ${kind.advised} in 2020.`));
    const { decisive, against, equal, leaning } = weighing;
    const isEven = leaning === 'either' || leaning === 'open';
    lines.push(...this.#list(isEven ? 'Rows that speak for one of them' : 'Rows that decided', decisive));
    lines.push(...this.#list('Rows that speak for the other', against));
    lines.push(...this.#list('Rows that no longer tell them apart', equal));
    lines.push(
      paragraph('The weights are our judgement, from 1 to 3. Other answers give other rows.', 'framework-nothing'),
    );
    lines.push(forgetButton());
    return lines;
  }

  #list(title: string, reasons: readonly Reason[]): HTMLElement[] {
    if (reasons.length === 0) return [];
    const list = document.createElement('ul');
    list.append(...reasons.map((reason) => this.#item(reason)));
    return [paragraph(title, 'framework-list-title'), list];
  }

  #item({ row, towards, weight, because }: Reason): HTMLElement {
    const item = document.createElement('li');
    item.dataset.voice = towards;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'framework-row-link';
    button.dataset.goTo = row;
    button.textContent = this.#topics.get(row) ?? row;
    const weightText = towards === 'both' ? '' : `, ${names[towards]} +${weight}`;
    item.append(button, `${weightText}: ${because}`);
    return item;
  }
}

function leaningText({ leaning, torch, keras }: Weighing): string {
  switch (leaning) {
    case 'open':
      return 'Nothing in these answers tells the two apart.';
    case 'either':
      return `Either: the rows weigh ${torch} for PyTorch and ${keras} for TensorFlow / Keras.`;
    case 'torch':
      return `For these answers the rows lean towards PyTorch, ${torch} to ${keras}.`;
    case 'keras':
      return `For these answers the rows lean towards TensorFlow / Keras, ${keras} to ${torch}.`;
  }
}

function paragraph(text: string, className = ''): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function forgetButton(): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'experiment-button';
  button.dataset.action = 'forget';
  button.textContent = 'Forget my answers';
  return button;
}
