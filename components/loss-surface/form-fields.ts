import type { DialectName, SurfaceProblemName } from '../../src/training/protocol.ts';
import { raceOptimizers } from './race-optimizers.ts';
import type { SurfaceFieldName, SurfaceFieldProblem, SurfaceForm } from './surface-form.ts';

/** The form's elements, read and written as a whole. */
export class FormFields {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  get problem(): SurfaceProblemName {
    return this.#chosen('problem') === 'network' ? 'network' : 'regression';
  }

  read(): SurfaceForm {
    const text = (name: SurfaceFieldName) => this.field(name).value;
    return {
      problem: this.problem,
      dialect: this.#dialect(),
      epochs: text('epochs'),
      gridSize: text('gridSize'),
      seed: text('seed'),
      startX: text('startX'),
      startY: text('startY'),
      racers: raceOptimizers.map(({ name }) => ({
        optimizer: name,
        takesPart: this.choiceOf(name).checked,
        learningRate: text(name),
      })),
    };
  }

  write({ problem, dialect, racers, ...texts }: SurfaceForm): void {
    for (const radio of this.#radios('problem')) radio.checked = radio.value === problem;
    for (const radio of this.#radios('dialect')) radio.checked = radio.value === dialect;
    for (const name of ['epochs', 'gridSize', 'seed', 'startX', 'startY'] as const)
      this.field(name).value = texts[name];
    for (const { optimizer, takesPart, learningRate } of racers) {
      this.choiceOf(optimizer).checked = takesPart;
      this.field(optimizer).value = learningRate;
    }
  }

  field(name: SurfaceFieldName): HTMLInputElement {
    return this.#input(`[data-field="${name}"]`);
  }

  /** Whether an optimizer takes part. */
  choiceOf(optimizer: string): HTMLInputElement {
    return this.#input(`[data-racer-choice="${optimizer}"]`);
  }

  /** Marks the field at fault and no other, and says beneath its group what is wrong; null: nothing is. */
  showProblem(problem: SurfaceFieldProblem | null): void {
    for (const field of this.#root.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    const wrong = problem && this.fieldAtFault(problem);
    for (const line of this.#root.querySelectorAll('[data-wrong]')) {
      const isHere = problem !== null && line.parentElement?.contains(wrong) === true;
      line.textContent = isHere ? `${problem.fact} ${problem.fix}` : '';
      if (isHere) wrong?.setAttribute('aria-describedby', line.id);
    }
    wrong?.setAttribute('aria-invalid', 'true');
  }

  /** Where the reader mends it: the box of an optimizer that does not take part, else the text. */
  fieldAtFault({ field }: SurfaceFieldProblem): HTMLInputElement {
    const box = this.#root.querySelector(`[data-racer-choice="${field}"]`);
    return box instanceof HTMLInputElement && !box.checked ? box : this.field(field);
  }

  set locked(locked: boolean) {
    for (const input of this.#root.querySelectorAll<HTMLInputElement>('[data-part="form"] input')) {
      input.disabled = locked;
    }
  }

  #dialect(): DialectName {
    return this.#chosen('dialect') === 'keras' ? 'keras' : 'torch';
  }

  #chosen(choice: string): string {
    return this.#radios(choice).find(({ checked }) => checked)?.value ?? '';
  }

  #radios(choice: string): readonly HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>(`input[data-choice="${choice}"]`)];
  }

  #input(selector: string): HTMLInputElement {
    const input = this.#root.querySelector(selector);
    if (input instanceof HTMLInputElement) return input;
    throw new Error(`The widget has no input ${selector}.`);
  }
}
