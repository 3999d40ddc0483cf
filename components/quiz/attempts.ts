/** What a reader has answered, kept in this browser and nowhere else. */
import { isSameContent } from './content-print.ts';
import { keptKinds } from './kept-kinds.ts';
import { KeptText, type TextStorage } from './kept-text.ts';

export interface Attempt {
  /** How often the question was checked, 1 or more. */
  readonly count: number;
  readonly isRight: boolean;
  /** The answer of the last check, as its field writes it. */
  readonly answer: readonly string[];
  /** Which check was the first right one, from 1; null where none was. Not known of what older versions have kept. */
  readonly rightAt?: number | null | undefined;
  /** Not there in what older versions have kept. */
  readonly words?: AttemptWords | undefined;
}

/** What was asked and answered, for people who read an exported file. */
interface AttemptWords {
  readonly question: string;
  readonly firstAnswer: string;
  readonly lastAnswer: string;
}

/** A question and an answer to it, as the page shows them. */
export interface AnswerWords {
  readonly question: string;
  readonly answer: string;
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
    const kept = readKeptAttempts(this.#kept.read());
    this.#attempts = new Map(
      typeof kept?.content === 'string' && isSameContent(kept.content, content) ? kept.attempts : [],
    );
  }

  get(question: number): Attempt | null {
    return this.#attempts.get(question) ?? null;
  }

  /** How many questions were answered right at last. */
  get solvedCount(): number {
    return [...this.#attempts.values()].filter(({ isRight }) => isRight).length;
  }

  /** Adds an attempt. @returns it, counted. */
  add(question: number, answer: readonly string[], isRight: boolean, words?: AnswerWords): Attempt {
    const earlier = this.get(question);
    const count = (earlier?.count ?? 0) + 1;
    const attempt = { count, isRight, answer, rightAt: nextRightAt(earlier, isRight), words: joined(earlier, words) };
    this.#attempts.set(question, attempt);
    this.#kept.write(JSON.stringify({ content: this.#content, attempts: [...this.#attempts] }));
    return attempt;
  }

  clear(): void {
    this.#attempts.clear();
    this.#kept.clear();
  }
}

/** Which check was the first right one; null where none was, undefined where that was not counted. */
export function rightAtOf({ count, isRight, rightAt }: Attempt): number | null | undefined {
  if (rightAt !== undefined || count > 1) return rightAt;
  return isRight ? 1 : null;
}

function nextRightAt(earlier: Attempt | null, isRight: boolean): number | null | undefined {
  const before = earlier ? rightAtOf(earlier) : null;
  return before === null && isRight ? (earlier?.count ?? 0) + 1 : before;
}

function joined(earlier: Attempt | null, words: AnswerWords | undefined): AttemptWords | undefined {
  if (!words) return undefined;
  const { question, answer } = words;
  const firstAnswer = earlier ? (earlier.words?.firstAnswer ?? '') : answer;
  return { question, firstAnswer, lastAnswer: answer };
}

/**
 * Reads the attempts at a quiz that a browser has kept, and the fingerprint of its questions.
 *
 * @returns null for what is not ours: anybody can write into a browser's storage.
 */
export function readKeptAttempts(text: string): { content: unknown; attempts: readonly [number, Attempt][] } | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof stored !== 'object' || stored === null || !('content' in stored)) return null;
  if (!('attempts' in stored) || !Array.isArray(stored.attempts)) return null;
  const entries: readonly unknown[] = stored.attempts;
  return { content: stored.content, attempts: entries.filter(isEntry) };
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
    value.answer.every((item) => typeof item === 'string') &&
    (!('rightAt' in value) || value.rightAt === null || Number.isInteger(value.rightAt)) &&
    (!('words' in value) || isWords(value.words))
  );
}

function isWords(value: unknown): value is AttemptWords {
  if (typeof value !== 'object' || value === null) return false;
  if (!('question' in value && 'firstAnswer' in value && 'lastAnswer' in value)) return false;
  return [value.question, value.firstAnswer, value.lastAnswer].every((text) => typeof text === 'string');
}
