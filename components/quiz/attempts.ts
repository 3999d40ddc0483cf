/** What a reader has answered, kept in this browser and nowhere else. */
import { keptKinds } from './kept-kinds.ts';
import { KeptText, type TextStorage } from './kept-text.ts';

export interface Attempt {
  /** How often the question was checked, 1 or more. */
  readonly count: number;
  readonly isRight: boolean;
  /** The answer of the last check, as its field writes it. */
  readonly answer: readonly string[];
}

/** Attempts at the questions of one quiz, by the question's place. */
export class Attempts {
  readonly #content: string;
  readonly #kept: KeptText;
  readonly #attempts: Map<number, Attempt>;

  /**
   * @param id the quiz, by the page's address and its id
   * @param content changes with the questions: answers to other questions are forgotten
   * @param storage null where the browser keeps nothing
   */
  constructor(id: string, content: string, storage?: TextStorage | null) {
    this.#content = content;
    this.#kept = new KeptText(`${keptKinds.quiz} ${id}`, storage);
    this.#attempts = parseAttempts(this.#kept.read(), content);
  }

  get(question: number): Attempt | null {
    return this.#attempts.get(question) ?? null;
  }

  /** How many questions were answered right at last. */
  get solvedCount(): number {
    return [...this.#attempts.values()].filter(({ isRight }) => isRight).length;
  }

  /** Adds an attempt. @returns it, counted. */
  add(question: number, answer: readonly string[], isRight: boolean): Attempt {
    const attempt = { count: (this.get(question)?.count ?? 0) + 1, isRight, answer };
    this.#attempts.set(question, attempt);
    this.#kept.write(JSON.stringify({ content: this.#content, attempts: [...this.#attempts] }));
    return attempt;
  }

  clear(): void {
    this.#attempts.clear();
    this.#kept.clear();
  }
}

/** Anybody can write into a browser's storage: what is not ours is forgotten. */
function parseAttempts(text: string, content: string): Map<number, Attempt> {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return new Map();
  }
  if (typeof stored !== 'object' || stored === null) return new Map();
  if (!('content' in stored) || stored.content !== content) return new Map();
  if (!('attempts' in stored) || !Array.isArray(stored.attempts)) return new Map();
  const entries: readonly unknown[] = stored.attempts;
  return new Map(entries.filter(isEntry));
}

function isEntry(value: unknown): value is [number, Attempt] {
  return Array.isArray(value) && value.length === 2 && Number.isInteger(value[0]) && isAttempt(value[1]);
}

function isAttempt(value: unknown): value is Attempt {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'count' in value &&
    Number.isInteger(value.count) &&
    'isRight' in value &&
    typeof value.isRight === 'boolean' &&
    'answer' in value &&
    Array.isArray(value.answer) &&
    value.answer.every((item) => typeof item === 'string')
  );
}
