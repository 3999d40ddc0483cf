import type { Answers, Question, Reason } from './questions.ts';

/** What the rows say to a reader's answers. It never stands without the rows that decided it. */
export interface Weighing {
  /** Sum of the weights towards each framework. */
  readonly torch: number;
  readonly keras: number;
  /** `open`: nothing was answered that tells them apart. `either`: both sides are about as heavy. */
  readonly leaning: 'torch' | 'keras' | 'either' | 'open';
  /** Rows towards the side that is heavier, the heaviest first; of both sides where neither is. */
  readonly decisive: readonly Reason[];
  /** Rows towards the other side. */
  readonly against: readonly Reason[];
  /** Rows that were asked and no longer tell the two apart. */
  readonly equal: readonly Reason[];
}

/** A side has to be heavier by more than this share of all weights, or the answer is: either. */
const SHARE_THAT_DECIDES = 0.2;

/** Adds up the rows that a reader's answers name. A row that several answers name on one side counts once, at its heaviest. */
export function weighRows(questions: readonly Question[], answers: Answers): Weighing {
  const reasons = heaviestOfEachRow(questions.flatMap((question) => chosenReasons(question, answers)));
  const towards = (side: Reason['towards']) =>
    reasons.filter((reason) => reason.towards === side).toSorted((a, b) => b.weight - a.weight);
  const torchReasons = towards('torch');
  const kerasReasons = towards('keras');
  const torch = totalWeight(torchReasons);
  const keras = totalWeight(kerasReasons);
  const leaning = sideOf(torch, keras);
  const isEven = leaning === 'either' || leaning === 'open';
  const heavier = leaning === 'keras' ? kerasReasons : torchReasons;
  const lighter = leaning === 'keras' ? torchReasons : kerasReasons;
  return {
    torch,
    keras,
    leaning,
    decisive: isEven ? [...heavier, ...lighter] : heavier,
    against: isEven ? [] : lighter,
    equal: towards('both'),
  };
}

function chosenReasons({ id, answers }: Question, chosen: Answers): readonly Reason[] {
  return answers.find((answer) => answer.id === chosen[id])?.reasons ?? [];
}

function heaviestOfEachRow(reasons: readonly Reason[]): Reason[] {
  const heaviest = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = `${reason.row} ${reason.towards}`;
    const known = heaviest.get(key);
    if (!known || reason.weight > known.weight) heaviest.set(key, reason);
  }
  return [...heaviest.values()];
}

function totalWeight(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { weight }) => sum + weight, 0);
}

function sideOf(torch: number, keras: number): Weighing['leaning'] {
  if (torch + keras === 0) return 'open';
  if (Math.abs(torch - keras) <= SHARE_THAT_DECIDES * (torch + keras)) return 'either';
  return torch > keras ? 'torch' : 'keras';
}
