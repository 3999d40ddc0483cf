/** How a question is answered: one choice, several choices, a number, or items put in order. */
export type QuestionKind = 'single' | 'multiple' | 'number' | 'order';

/** One line of a question's list: a choice, a number that may come, or an item to put in order. */
export interface Answer {
  /** What it says, as HTML that fits into a line. */
  readonly html: string;
  /** What it says, as plain text. */
  readonly text: string;
  /** Marked as right. Items of an order are all right: it is their place that counts. */
  readonly isRight: boolean;
  /** What the reader is told who gave this answer, as HTML; null where the teacher wrote nothing. */
  readonly replyHtml: string | null;
}

/** A question as its teacher wrote it. */
export interface Question {
  readonly kind: QuestionKind;
  /** The question itself: its first paragraph, as HTML that fits into a line. */
  readonly promptHtml: string;
  /** What stands between the question and its answers, such as a listing; empty where nothing does. */
  readonly bodyHtml: string;
  /** In the order in which they were written; of an order, that is the right one. */
  readonly answers: readonly Answer[];
  /** How far a number may lie from a stated one; 0 for questions of another kind. */
  readonly tolerance: number;
  /** Unit behind the field of a number. */
  readonly unit: string;
  readonly hintsHtml: readonly string[];
  readonly solutionHtml: string | null;
}
