import { DatasetError } from '../dataset-error.ts';

/** Labels are bytes. */
const MOST_CLASSES = 256;
/** One to train on and one for the test. */
const FEWEST_OF_CLASS = 2;
const IMAGE_FIX = 'Choose a folder that holds a folder of images for each class.';
/** Of classes that are too small, in a message. */
const NAMED = 3;

/** Texts as numbers of classes. */
export interface ClassLabels {
  readonly classNames: readonly string[];
  /** [texts], indices into `classNames`. */
  readonly labels: Uint8Array;
  readonly counts: readonly number[];
}

/** Collects the class of each row or image as it is read. */
export class ClassCollector {
  readonly #numbers = new Map<string, number>();
  readonly #rows: number[] = [];

  /** @returns whether there is room for it: there are no more than 256 classes. */
  add(name: string): boolean {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#numbers.size;
      if (number === MOST_CLASSES) return false;
      this.#numbers.set(name, number);
    }
    this.#rows.push(number);
    return true;
  }

  /**
   * The classes in their order: by number where all are whole numbers, else by their characters.
   *
   * @param unit what has a class: "row" or "image".
   * @param where what tells the classes: `the column "species"`.
   * @throws {DatasetError} when there is one class, or one of them is too small to be split.
   */
  labels(file: string, unit: string, where: string): ClassLabels {
    const classNames = [...this.#numbers.keys()].sort(orderOf([...this.#numbers.keys()]));
    const places = new Map(classNames.map((name, place) => [this.#numbers.get(name) ?? 0, place]));
    const labels = Uint8Array.from(this.#rows, (number) => places.get(number) ?? 0);
    const counts = new Array<number>(classNames.length).fill(0);
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
    if (classNames.length < 2) {
      const fact = `${where} has one class alone, “${classNames[0] ?? ''}”.`;
      throw new DatasetError(
        file,
        upperFirst(fact),
        unit === 'image' ? IMAGE_FIX : 'Choose a label with two classes or more.',
      );
    }
    const small = classNames.filter((_, label) => (counts[label] ?? 0) < FEWEST_OF_CLASS);
    if (small.length > 0) {
      const names = small.slice(0, NAMED).map((name) => `“${name}”`);
      const all = `${names.join(', ')}${small.length > NAMED ? ` and ${small.length - NAMED} more` : ''}`;
      const fact = `${small.length === 1 ? 'A class has' : 'Classes have'} one ${unit} alone: ${all}.`;
      const fix = `Give each class two ${unit}s or more, one to train on and one for the test; or choose another label.`;
      throw new DatasetError(file, fact, fix);
    }
    return { classNames, labels, counts };
  }
}

/** The failure of data with too many classes. */
export function tooManyClasses(file: string, where: string): DatasetError {
  const fact = `${where} has more than ${MOST_CLASSES} different values.`;
  return new DatasetError(
    file,
    upperFirst(fact),
    'Choose a label that names classes: this network tells classes apart.',
  );
}

const WHOLE_NUMBER = /^-?\d{1,15}$/;

function orderOf(names: readonly string[]): (a: string, b: string) => number {
  if (names.every((name) => WHOLE_NUMBER.test(name))) return (a, b) => Number(a) - Number(b) || byCharacters(a, b);
  return byCharacters;
}

function byCharacters(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
