/**
 * Every scheduler of PyTorch and every schedule of Keras that the lab offers, with its parameters by Python's names, their
 * ranges, and values to begin with. Long because it is a table.
 */
import type { Parameter, ParameterValues, ScheduleLength } from './parameter.ts';

export interface ScheduleEntry {
  /** Name of the class. */
  readonly name: string;
  /** What it counts: PyTorch's schedulers count calls of `step()`, which are meant to come after epochs or batches. */
  readonly counts: 'epochs' | 'batches';
  readonly parameters: readonly Parameter[];
  /** What it does, in a few words. */
  readonly gist: string;
}

/** A schedule as the reader sets it. */
export interface ScheduleSettings {
  readonly name: string;
  readonly values: ParameterValues;
}

/** More steps than anybody trains here. */
const LONGEST_SCHEDULE = 1_000_000;

type NumberInitial = Extract<Parameter, { readonly kind: 'number' }>['initial'];

const real = (name: string, gist: string, initial: NumberInitial, minimum: number, maximum: number): Parameter => ({
  kind: 'number',
  name,
  gist,
  initial,
  minimum,
  maximum,
  isWhole: false,
});
const whole = (
  name: string,
  gist: string,
  initial: NumberInitial,
  minimum = 1,
  maximum = LONGEST_SCHEDULE,
): Parameter => ({ kind: 'number', name, gist, initial, minimum, maximum, isWhole: true });
const flag = (name: string, gist: string, initial: boolean): Parameter => ({ kind: 'flag', name, gist, initial });
const choice = (name: string, gist: string, options: readonly string[]): Parameter => ({
  kind: 'choice',
  name,
  gist,
  options,
  initial: options[0] ?? '',
});
const lambda = (name: string, gist: string, initial: string, names: readonly string[]): Parameter => ({
  kind: 'expression',
  name,
  gist,
  initial,
  names,
});
/** Half of the run and three quarters of it. */
const twoSteps = (name: string, gist: string): Parameter => ({
  kind: 'numbers',
  name,
  gist,
  initial: ({ steps }) => [Math.max(1, Math.round(steps / 2)), Math.max(2, Math.round(0.75 * steps))],
  minimum: 0,
  maximum: LONGEST_SCHEDULE,
  isWhole: true,
});

/** A part of the run, at least so many steps. */
const part =
  (share: number, least = 1) =>
  (length: ScheduleLength) =>
    Math.max(least, Math.round(length.steps * share));
const rates = { least: 1e-8, most: 10 } as const;
const rate = (name: string, gist: string, times: number): Parameter =>
  real(name, gist, ({ learningRate }) => Number((learningRate * times).toPrecision(6)), rates.least, rates.most);
const leastRate = (name: string) => real(name, 'never below this rate', 0, 0, rates.most);
const gamma = (initial: number, gist = 'the rate is multiplied by this'): Parameter =>
  real('gamma', gist, initial, 0.0001, 2);
const plateauFactor = real('factor', 'the rate is multiplied by this', 0.1, 0.0001, 0.9999);
const cooldown = whole('cooldown', 'epochs without watching after a reduction', 0, 0, 1000);

export const torchSchedules: readonly ScheduleEntry[] = [
  {
    name: 'StepLR',
    counts: 'epochs',
    gist: 'times gamma, every step_size steps',
    parameters: [whole('step_size', 'calls of step() from one reduction to the next', part(0.34)), gamma(0.1)],
  },
  {
    name: 'MultiStepLR',
    counts: 'epochs',
    gist: 'times gamma at each milestone',
    parameters: [twoSteps('milestones', 'after so many calls of step()'), gamma(0.1)],
  },
  {
    name: 'ConstantLR',
    counts: 'epochs',
    gist: 'a smaller rate at first, then the whole',
    parameters: [
      real('factor', 'share of the rate at first', 0.3333, 0.0001, 1),
      whole('total_iters', 'steps until the whole rate', part(0.5), 0),
    ],
  },
  {
    name: 'LinearLR',
    counts: 'epochs',
    gist: 'a straight line from one factor to another',
    parameters: [
      real('start_factor', 'share of the rate at first', 0.3333, 0.0001, 1),
      real('end_factor', 'share of it at the end', 1, 0, 1),
      whole('total_iters', 'steps from one to the other', part(0.5)),
    ],
  },
  {
    name: 'ExponentialLR',
    counts: 'epochs',
    gist: 'times gamma at every step',
    parameters: [gamma(0.7)],
  },
  {
    name: 'PolynomialLR',
    counts: 'epochs',
    gist: 'down to 0 along a power',
    parameters: [
      whole('total_iters', 'steps until it is 0', part(1)),
      real('power', '1 is a straight line, 2 a parabola', 1, 0.01, 10),
    ],
  },
  {
    name: 'CosineAnnealingLR',
    counts: 'epochs',
    gist: 'down along half a cosine, and up again',
    parameters: [whole('T_max', 'steps from the top to the bottom', part(1)), leastRate('eta_min')],
  },
  {
    name: 'CosineAnnealingWarmRestarts',
    counts: 'epochs',
    gist: 'half a cosine down, then back to the start',
    parameters: [
      whole('T_0', 'steps of the first descent', part(0.25, 2)),
      whole('T_mult', 'each descent is so many times as long as the last', 2, 1, 100),
      leastRate('eta_min'),
    ],
  },
  {
    name: 'LambdaLR',
    counts: 'epochs',
    gist: 'the first rate times your function of the epoch',
    parameters: [lambda('lr_lambda', 'in Python; epoch counts calls of step(), from 0', '0.8 ** epoch', ['epoch'])],
  },
  {
    name: 'MultiplicativeLR',
    counts: 'epochs',
    gist: 'the last rate times your function of the epoch',
    parameters: [
      lambda('lr_lambda', 'in Python; epoch counts calls of step()', '0.5 if epoch % 2 == 0 else 1', ['epoch']),
    ],
  },
  {
    name: 'OneCycleLR',
    counts: 'batches',
    gist: 'one climb and one long way down; momentum the other way',
    parameters: [
      rate('max_lr', 'the rate at the top', 10),
      whole('total_steps', 'batches of the whole run', part(1)),
      real('pct_start', 'share of the run that climbs', 0.3, 0.01, 0.99),
      choice('anneal_strategy', 'along a cosine or a line', ['cos', 'linear']),
      flag('cycle_momentum', 'whether momentum falls while the rate climbs', true),
      real('div_factor', 'the start is max_lr divided by this', 25, 1, 1e6),
      real('final_div_factor', 'the end is the start divided by this', 10_000, 1, 1e9),
      flag('three_phase', 'down to the start first, then to the end', false),
    ],
  },
  {
    name: 'CyclicLR',
    counts: 'batches',
    gist: 'up and down between two rates',
    parameters: [
      rate('base_lr', 'the lower rate', 0.1),
      rate('max_lr', 'the upper rate', 1),
      whole('step_size_up', 'batches of a climb, and of a descent', part(0.125)),
      choice('mode', 'triangular2 halves each peak, exp_range shrinks it by gamma', [
        'triangular',
        'triangular2',
        'exp_range',
      ]),
      gamma(1, 'for exp_range: gamma to the power of the batch'),
      flag('cycle_momentum', 'whether momentum falls while the rate climbs', true),
    ],
  },
  {
    name: 'SequentialLR',
    counts: 'epochs',
    gist: 'LinearLR up to the milestone, then ExponentialLR',
    parameters: [
      real('start_factor', 'LinearLR begins with this share of the rate', 0.1, 0.0001, 1),
      whole('milestone', 'steps of LinearLR', part(0.25, 2)),
      gamma(0.8, 'ExponentialLR multiplies by this'),
    ],
  },
  {
    name: 'ChainedScheduler',
    counts: 'epochs',
    gist: 'ConstantLR and ExponentialLR at once: factors multiply',
    parameters: [
      real('factor', 'ConstantLR’s share of the rate at first', 0.1, 0.0001, 1),
      whole('total_iters', 'steps of ConstantLR', part(0.25), 0),
      gamma(0.9, 'ExponentialLR multiplies by this'),
    ],
  },
  {
    name: 'ReduceLROnPlateau',
    counts: 'epochs',
    gist: 'times factor when the validation loss stops falling',
    parameters: [
      plateauFactor,
      whole('patience', 'epochs without progress that pass; the next one reduces', 1, 0, 1000),
      real('threshold', 'share of the best loss by which it has to fall', 0.0001, 0, 10),
      cooldown,
      leastRate('min_lr'),
    ],
  },
];

const decaySteps = (gist: string, share: number) => whole('decay_steps', gist, part(share));

export const kerasSchedules: readonly ScheduleEntry[] = [
  {
    name: 'LearningRateScheduler',
    counts: 'epochs',
    gist: 'a callback: your function of the epoch and the rate so far',
    parameters: [
      lambda('schedule', 'in Python; epoch is counted from 0, lr is the rate so far', 'lr if epoch < 2 else lr * 0.5', [
        'epoch',
        'lr',
      ]),
    ],
  },
  {
    name: 'ReduceLROnPlateau',
    counts: 'epochs',
    gist: 'a callback: times factor when the validation loss stops falling',
    parameters: [
      plateauFactor,
      whole('patience', 'reduces once so many epochs made no progress', 2, 0, 1000),
      real('min_delta', 'the loss has to fall by more than this', 0.0001, 0, 10),
      cooldown,
      leastRate('min_lr'),
    ],
  },
  {
    name: 'CosineDecay',
    counts: 'batches',
    gist: 'half a cosine down, after a warm-up where there is one',
    parameters: [
      decaySteps('batches of the descent', 1),
      real('alpha', 'share of the rate that is left at the end', 0, 0, 1),
      whole('warmup_steps', 'batches of a climb before it; 0 for none', 0, 0),
      rate('warmup_target', 'the rate at the end of that climb', 1),
    ],
  },
  {
    name: 'CosineDecayRestarts',
    counts: 'batches',
    gist: 'half a cosine down, again and again',
    parameters: [
      whole('first_decay_steps', 'batches of the first descent', part(0.25)),
      real('t_mul', 'each descent is so many times as long as the last', 2, 1, 10),
      real('m_mul', 'and begins at so many times its rate', 1, 0.01, 2),
      real('alpha', 'share of the rate that is left at the bottom', 0, 0, 1),
    ],
  },
  {
    name: 'ExponentialDecay',
    counts: 'batches',
    gist: 'times decay_rate in decay_steps steps',
    parameters: [
      decaySteps('batches in which the rate is multiplied once', 0.25),
      real('decay_rate', 'by this', 0.5, 0.0001, 2),
      flag('staircase', 'at once instead of little by little', false),
    ],
  },
  {
    name: 'InverseTimeDecay',
    counts: 'batches',
    gist: 'divided by 1 + decay_rate · step / decay_steps',
    parameters: [
      decaySteps('batches after which decay_rate counts once', 0.25),
      real('decay_rate', 'how much the divisor grows', 0.5, 0, 100),
      flag('staircase', 'at once instead of little by little', false),
    ],
  },
  {
    name: 'PiecewiseConstantDecay',
    counts: 'batches',
    gist: 'a rate for each stretch of steps',
    parameters: [
      twoSteps('boundaries', 'batches at which a stretch ends'),
      {
        kind: 'numbers',
        name: 'values',
        gist: 'a rate for each stretch: one more than boundaries',
        initial: ({ learningRate }) => [1, 0.5, 0.1].map((times) => Number((times * learningRate).toPrecision(6))),
        minimum: rates.least,
        maximum: rates.most,
        isWhole: false,
      },
    ],
  },
  {
    name: 'PolynomialDecay',
    counts: 'batches',
    gist: 'down to end_learning_rate along a power',
    parameters: [
      decaySteps('batches of the descent', 1),
      rate('end_learning_rate', 'the rate at its end', 0.1),
      real('power', '1 is a straight line, 2 a parabola', 1, 0.01, 10),
      flag('cycle', 'whether it begins again from above', false),
    ],
  },
];

/** The entry of this name, or undefined. */
export function findSchedule(entries: readonly ScheduleEntry[], name: string): ScheduleEntry | undefined {
  return entries.find((entry) => entry.name === name);
}
