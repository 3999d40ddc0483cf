import type { ScheduleSettings } from '../../schedules/catalogue.ts';
import * as torch from '../../torch/index.ts';
import { ParameterReader } from './parameter-reader.ts';

const {
  ChainedScheduler,
  ConstantLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  CyclicLR,
  ExponentialLR,
  LambdaLR,
  LinearLR,
  MultiStepLR,
  MultiplicativeLR,
  OneCycleLR,
  PolynomialLR,
  ReduceLROnPlateau,
  SequentialLR,
  StepLR,
} = torch.optim.lrScheduler;

type Optimizer = torch.optim.lrScheduler.SchedulableOptimizer;
type Create = (optimizer: Optimizer, read: ParameterReader) => torch.optim.lrScheduler.LRScheduler;

const creators: Readonly<Record<string, Create>> = {
  StepLR: (optimizer, read) => new StepLR(optimizer, read.number('step_size'), { gamma: read.number('gamma') }),
  MultiStepLR: (optimizer, read) =>
    new MultiStepLR(optimizer, { milestones: read.numbers('milestones'), gamma: read.number('gamma') }),
  ConstantLR: (optimizer, read) =>
    new ConstantLR(optimizer, { factor: read.number('factor'), totalIters: read.number('total_iters') }),
  LinearLR: (optimizer, read) =>
    new LinearLR(optimizer, {
      startFactor: read.number('start_factor'),
      endFactor: read.number('end_factor'),
      totalIters: read.number('total_iters'),
    }),
  ExponentialLR: (optimizer, read) => new ExponentialLR(optimizer, read.number('gamma')),
  PolynomialLR: (optimizer, read) =>
    new PolynomialLR(optimizer, { totalIters: read.number('total_iters'), power: read.number('power') }),
  CosineAnnealingLR: (optimizer, read) =>
    new CosineAnnealingLR(optimizer, { TMax: read.number('T_max'), etaMin: read.number('eta_min') }),
  CosineAnnealingWarmRestarts: (optimizer, read) =>
    new CosineAnnealingWarmRestarts(optimizer, {
      T0: read.number('T_0'),
      TMult: read.number('T_mult'),
      etaMin: read.number('eta_min'),
    }),
  LambdaLR: (optimizer, read) => new LambdaLR(optimizer, lambdaOf(read)),
  MultiplicativeLR: (optimizer, read) => new MultiplicativeLR(optimizer, lambdaOf(read)),
  OneCycleLR: (optimizer, read) =>
    new OneCycleLR(optimizer, read.number('max_lr'), {
      totalSteps: read.number('total_steps'),
      pctStart: read.number('pct_start'),
      annealStrategy: read.text('anneal_strategy') === 'linear' ? 'linear' : 'cos',
      cycleMomentum: read.flag('cycle_momentum'),
      divFactor: read.number('div_factor'),
      finalDivFactor: read.number('final_div_factor'),
      threePhase: read.flag('three_phase'),
    }),
  CyclicLR: (optimizer, read) =>
    new CyclicLR(optimizer, read.number('base_lr'), read.number('max_lr'), {
      stepSizeUp: read.number('step_size_up'),
      mode: cyclicMode(read.text('mode')),
      gamma: read.number('gamma'),
      cycleMomentum: read.flag('cycle_momentum'),
    }),
  SequentialLR: (optimizer, read) =>
    new SequentialLR(
      optimizer,
      [
        new LinearLR(optimizer, { startFactor: read.number('start_factor'), totalIters: read.number('milestone') }),
        new ExponentialLR(optimizer, read.number('gamma')),
      ],
      [read.number('milestone')],
    ),
  ChainedScheduler: (optimizer, read) =>
    new ChainedScheduler([
      new ConstantLR(optimizer, { factor: read.number('factor'), totalIters: read.number('total_iters') }),
      new ExponentialLR(optimizer, read.number('gamma')),
    ]),
  ReduceLROnPlateau: (optimizer, read) =>
    new ReduceLROnPlateau(optimizer, {
      factor: read.number('factor'),
      patience: read.number('patience'),
      threshold: read.number('threshold'),
      cooldown: read.number('cooldown'),
      minLr: read.number('min_lr'),
    }),
};

/**
 * The scheduler of PyTorch that checked settings describe.
 *
 * @throws {ValueError} and what else its class raises.
 */
export function createScheduler(
  { name, values }: ScheduleSettings,
  optimizer: Optimizer,
): torch.optim.lrScheduler.LRScheduler {
  const create = creators[name];
  if (!create) throw new Error(`There is no scheduler ${name}.`);
  return create(optimizer, new ParameterReader(values));
}

function lambdaOf(read: ParameterReader): (epoch: number) => number {
  const compute = read.expression('lr_lambda', ['epoch']);
  return (epoch) => Number(compute({ names: { epoch } }));
}

function cyclicMode(text: string): 'triangular' | 'triangular2' | 'exp_range' {
  return text === 'triangular2' || text === 'exp_range' ? text : 'triangular';
}
