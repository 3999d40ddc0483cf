/** Trains one network with all contenders by turns, and says how long a step of each takes. */
import type { ContenderName, Pace } from './options.ts';
import { spreadOf, type Spread } from './statistics.ts';
import { OutOfTime, type TimeBudget } from './time-budget.ts';
import type { CommandCounts, Training } from './training.ts';

/** One contender, ready to train one network. */
export interface Trainer {
  /** Steps that compile or record; those after them go as all others will. At least 1. */
  readonly warmUpSteps: number;
  /** Trains some steps, one after the other, and waits for the device. */
  train(steps: number): Promise<Training>;
  /** Frees what it holds. */
  release(): Promise<void>;
}

export interface Entrant {
  readonly name: ContenderName;
  /** A guess of milliseconds a step, from smaller comparisons; null without any. */
  readonly expectedStep: number | null;
  readonly prepare: () => Promise<Trainer>;
}

export type Result =
  | {
      readonly status: 'measured';
      readonly contender: ContenderName;
      /** Milliseconds a step. */
      readonly step: Spread;
      /** Milliseconds a step of each turn. */
      readonly samples: readonly number[];
      readonly stepsPerTurn: number;
      /** Milliseconds until the first step is done, with everything that is loaded, measured and compiled for it. */
      readonly start: number;
      readonly firstLoss: number;
      readonly lastLoss: number;
      readonly trainedSteps: number;
      /** Commands a step, or null where training does not go through WebGPU. */
      readonly commands: CommandCounts | null;
    }
  | { readonly status: 'broken' | 'left out'; readonly contender: ContenderName; readonly reason: string };

/** Milliseconds a step from which on a contender has but few turns. */
const SLOW_STEP = 2000;
const MOST_STEPS_A_TURN = 100;
/** Relative difference of first losses that rounding explains. */
const SAME_LOSS = 1e-3;

/** Who takes part, and what is known of it so far. */
interface Participant {
  readonly contender: ContenderName;
  readonly trainer: Trainer;
  readonly start: number;
  readonly firstLoss: number;
  readonly stepsPerTurn: number;
  readonly turns: number;
  readonly warmStep: number;
  readonly samples: number[];
  trainedSteps: number;
  last: Training;
}

/**
 * Warms all entrants up, in the order of their importance, then lets them train by turns.
 *
 * An entrant that fails, whose loss does not fall, or who computes another loss than the others at the first step is
 * broken, and not timed. One for whom the time is too short is left out. Both say why.
 */
export async function compare(entrants: readonly Entrant[], pace: Pace, budget: TimeBudget): Promise<Result[]> {
  const results = new Map<ContenderName, Result>();
  const participants: Participant[] = [];
  for (const entrant of entrants) {
    const outcome = await warmUp(entrant, participants, pace, budget);
    if ('trainer' in outcome) participants.push(outcome);
    else results.set(outcome.contender, outcome);
  }
  const agreeing = withoutDisagreeing(participants, results);
  await takeTurns(agreeing, pace, budget, results);
  for (const participant of agreeing) {
    const { contender, samples } = participant;
    if (results.has(contender)) continue;
    results.set(contender, samples.length > 0 ? resultOf(participant) : leftOut(contender, 'the time was over'));
  }
  for (const { trainer } of participants) await trainer.release();
  return entrants.flatMap(({ name }) => results.get(name) ?? []);
}

async function warmUp(
  { name, expectedStep, prepare }: Entrant,
  others: readonly Participant[],
  pace: Pace,
  budget: TimeBudget,
): Promise<Participant | Result> {
  const left = budget.left - others.reduce((sum, other) => sum + timeOfTurns(other), 0);
  if (expectedStep !== null && expectedStep * 2 > left) {
    const seconds = Number((expectedStep / 1000).toPrecision(2));
    return leftOut(name, `its steps would take some ${seconds} s each, and too little time is left`);
  }
  if (left <= 0) return leftOut(name, 'no time was left');
  let trainer: Trainer | null = null;
  const leftBefore = budget.left;
  try {
    trainer = await prepare();
    const first = await trainer.train(1);
    const start = leftBefore - budget.left;
    for (let step = 1; step < trainer.warmUpSteps; step++) await trainer.train(1);
    const warm = await trainer.train(1);
    const isSlow = warm.milliseconds > SLOW_STEP;
    const steps = isSlow ? 1 : stepsPerTurn(warm.milliseconds, pace.turnMilliseconds);
    const last = isSlow ? warm : await trainer.train(steps);
    const problem = lossProblem(first.loss, last.loss);
    if (problem !== null) throw new Error(problem);
    const warmStep = last.milliseconds / steps;
    return {
      contender: name,
      trainer,
      start,
      firstLoss: first.loss,
      stepsPerTurn: stepsPerTurn(warmStep, pace.turnMilliseconds),
      // The warm step of a slow contender is its first turn.
      turns: isSlow ? pace.slowRounds - 1 : pace.rounds,
      warmStep,
      samples: isSlow ? [warmStep] : [],
      trainedSteps: trainer.warmUpSteps + 1 + (isSlow ? 0 : steps),
      last,
    };
  } catch (error) {
    await trainer?.release();
    if (error instanceof OutOfTime) return leftOut(name, error.message);
    return { status: 'broken', contender: name, reason: reasonOf(error) };
  }
}

async function takeTurns(
  participants: readonly Participant[],
  pace: Pace,
  budget: TimeBudget,
  results: Map<ContenderName, Result>,
): Promise<void> {
  for (let round = 0; round < pace.rounds; round++) {
    for (const participant of participants) {
      const { contender, trainer, stepsPerTurn, turns, warmStep, samples } = participant;
      if (round >= turns || results.has(contender)) continue;
      // Everybody has one turn, for which time was kept.
      if (samples.length > 0 && warmStep * stepsPerTurn > budget.left) continue;
      try {
        const training = await trainer.train(stepsPerTurn);
        samples.push(training.milliseconds / stepsPerTurn);
        participant.trainedSteps += stepsPerTurn;
        participant.last = training;
        const problem = lossProblem(participant.firstLoss, training.loss);
        if (problem !== null) throw new Error(problem);
      } catch (error) {
        if (error instanceof OutOfTime) return;
        results.set(contender, { status: 'broken', contender, reason: reasonOf(error) });
      }
    }
  }
}

/** Those whose first loss is that of most; the others are broken. */
function withoutDisagreeing(
  participants: readonly Participant[],
  results: Map<ContenderName, Result>,
): readonly Participant[] {
  if (participants.length === 0) return [];
  const { median } = spreadOf(participants.map(({ firstLoss }) => firstLoss));
  return participants.filter(({ contender, firstLoss }) => {
    if (Math.abs(firstLoss - median) <= SAME_LOSS * median) return true;
    const reason = `its first loss is ${firstLoss.toFixed(4)}, and that of the others ${median.toFixed(4)}`;
    results.set(contender, { status: 'broken', contender, reason });
    return false;
  });
}

function resultOf(participant: Participant): Result {
  const { contender, samples, stepsPerTurn, start, firstLoss, last, trainedSteps } = participant;
  return {
    status: 'measured',
    contender,
    step: spreadOf(samples),
    samples,
    stepsPerTurn,
    start,
    firstLoss,
    lastLoss: last.loss,
    trainedSteps,
    commands: last.counts && perStep(last.counts, stepsPerTurn),
  };
}

/** Commands of one of `steps` steps. */
function perStep(counts: CommandCounts, steps: number): CommandCounts {
  return {
    dispatches: counts.dispatches / steps,
    passes: counts.passes / steps,
    submits: counts.submits / steps,
    buffers: counts.buffers / steps,
    bindGroups: counts.bindGroups / steps,
    bytesWritten: counts.bytesWritten / steps,
    reads: counts.reads / steps,
  };
}

/** How many steps of `step` milliseconds fill a turn of `turn` milliseconds. */
export function stepsPerTurn(step: number, turn: number): number {
  return Math.min(MOST_STEPS_A_TURN, Math.max(1, Math.round(turn / step)));
}

/** The time that is kept for a participant: for all turns, but for those of a slow one, who has had one already. */
function timeOfTurns({ warmStep, stepsPerTurn, turns, samples }: Participant): number {
  return samples.length > 0 ? 0 : warmStep * stepsPerTurn * turns;
}

function lossProblem(first: number, last: number): string | null {
  if (!Number.isFinite(first) || !Number.isFinite(last)) return `its loss is ${Number.isFinite(first) ? last : first}`;
  if (last >= first) return `its loss does not fall: ${first.toFixed(4)}, then ${last.toFixed(4)}`;
  return null;
}

function leftOut(contender: ContenderName, reason: string): Result {
  return { status: 'left out', contender, reason };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [line = ''] = text.split('\n', 1);
  // What the page threw comes with the name of the function that called it.
  return line.replace(/^(frame|page)\.\w+: (\w*Error: )?/, '').replace(/\.$/, '');
}
