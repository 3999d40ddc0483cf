import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as lrScheduler from '../../../src/torch/optim/lr-scheduler/index.ts';
import type { SchedulableOptimizer, SchedulerState } from '../../../src/torch/optim/lr-scheduler/index.ts';
import type { ParamGroup } from '../../../src/torch/optim/param-group.ts';
import { decodeScalar } from '../support/golden-values.ts';
import {
  expectNumbers,
  fromPython,
  makeScheduler,
  type SchedulerDescription,
} from '../support/lr-scheduler-goldens.ts';

/** What PyTorch did: tests/judges/torch_cases/lr_schedulers.py. */
interface SequenceCase {
  readonly name: string;
  readonly tolerance: number;
  readonly optimizer: string;
  readonly groups: readonly ParamGroup[];
  readonly scheduler: SchedulerDescription;
  readonly steps: number | readonly (readonly (number | string)[])[];
  readonly resume: {
    readonly after: number;
    readonly by: 'last_epoch' | 'state_dict';
    /** Arguments that differ from those before. */
    readonly kwargs?: Readonly<Record<string, unknown>>;
  } | null;
  readonly lrs: readonly (readonly number[])[];
  /** Where it is left out, the same as `lrs`. */
  readonly last_lrs?: readonly (readonly number[])[];
  /** Where it is left out, the momentum never changes. */
  readonly momentums?: readonly (readonly number[])[];
  readonly resumed_lrs?: readonly number[];
  readonly state: unknown;
}

interface ErrorCase extends Pick<SequenceCase, 'name' | 'optimizer' | 'groups' | 'scheduler'> {
  readonly steps: number;
  readonly error: { readonly class: string; readonly message: string };
}

const goldens = JSON.parse(
  readFileSync(new URL('../../fixtures/torch/lr_schedulers.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly (SequenceCase | ErrorCase)[] };

/** Options that every group of these optimizers has. */
const DEFAULTS: Readonly<Record<string, Partial<ParamGroup>>> = {
  SGD: { momentum: 0 },
  Adam: { betas: [0.9, 0.999] },
};

class TestOptimizer implements SchedulableOptimizer {
  readonly paramGroups: ParamGroup[];
  stepCount = 0;

  constructor(groups: readonly ParamGroup[], kind = 'SGD') {
    this.paramGroups = groups.map((group) => ({ ...DEFAULTS[kind], ...(fromPython(group) as ParamGroup) }));
  }

  step(): void {
    this.stepCount += 1;
  }
}

function learningRates({ paramGroups }: TestOptimizer): number[] {
  return paramGroups.map(({ lr }) => lr);
}

function momentums({ paramGroups }: TestOptimizer): number[] {
  return paramGroups.map(({ momentum, betas }) => betas?.[0] ?? momentum ?? 0);
}

/** Each step's arguments. */
function stepArguments({ steps }: SequenceCase): readonly (readonly number[])[] {
  if (typeof steps === 'number') return Array.from({ length: steps }, () => []);
  return steps.map((values) => values.map((value) => Number(decodeScalar(value))));
}

/** A new optimizer and scheduler with the state of the old ones, passed on as a checkpoint is. */
function resume(
  golden: SequenceCase,
  optimizer: TestOptimizer,
  scheduler: lrScheduler.LRScheduler,
): [TestOptimizer, lrScheduler.LRScheduler] {
  const checkpoint = structuredClone(optimizer.paramGroups);
  if (golden.resume?.by === 'last_epoch') {
    const loaded = new TestOptimizer(checkpoint);
    const kwargs = { ...golden.scheduler.kwargs, ...golden.resume.kwargs, last_epoch: scheduler.lastEpoch };
    return [loaded, makeScheduler({ ...golden.scheduler, kwargs }, loaded)];
  }
  const fresh = new TestOptimizer(golden.groups, golden.optimizer);
  const next = makeScheduler(golden.scheduler, fresh);
  fresh.paramGroups.splice(0, Infinity, ...checkpoint);
  next.loadStateDict(structuredClone(scheduler.stateDict()));
  return [fresh, next];
}

/** Runs a case, and holds every rate, momentum and the state at the end against PyTorch's. */
function expectSequence(golden: SequenceCase): void {
  const { tolerance, lrs, last_lrs = lrs, resumed_lrs } = golden;
  let optimizer = new TestOptimizer(golden.groups, golden.optimizer);
  let scheduler = makeScheduler(golden.scheduler, optimizer);
  const seen = {
    lrs: [learningRates(optimizer)],
    lastLrs: [[...scheduler.getLastLr()]],
    momentums: [momentums(optimizer)],
  };
  stepArguments(golden).forEach((values, index) => {
    optimizer.step();
    if (golden.resume?.after === index) {
      [optimizer, scheduler] = resume(golden, optimizer, scheduler);
      expectNumbers(learningRates(optimizer), resumed_lrs, tolerance);
    }
    scheduler.step(...(values as [number]));
    seen.lrs.push(learningRates(optimizer));
    seen.lastLrs.push([...scheduler.getLastLr()]);
    seen.momentums.push(momentums(optimizer));
  });
  expectNumbers(seen.lrs, lrs, tolerance);
  expectNumbers(seen.lastLrs, last_lrs, tolerance);
  expectNumbers(seen.momentums, golden.momentums ?? seen.momentums.map(() => seen.momentums[0]), tolerance);
  expectNumbers(scheduler.stateDict(), fromPython(golden.state), tolerance);
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('learning rates are PyTorch’s', () => {
  test.each(goldens.cases.filter((golden) => 'lrs' in golden))('$name', expectSequence);
});

describe('errors are PyTorch’s', () => {
  test.each(goldens.cases.filter((golden) => 'error' in golden))('$name', (golden) => {
    const raised = expect(() => {
      const scheduler = makeScheduler(golden.scheduler, new TestOptimizer(golden.groups, golden.optimizer));
      // These need no argument; the one that does fails before.
      for (let step = 0; step < golden.steps; step += 1) scheduler.step();
    });
    raised.toThrow(expect.objectContaining({ name: golden.error.class }));
    raised.toThrow(golden.error.message);
  });

  test('of an optimizer that is none', () => {
    expect(() => new lrScheduler.LRScheduler(JSON.parse('3') as SchedulableOptimizer)).toThrow(TypeError);
  });

  test('of an argument that was left out', () => {
    const make = (...values: readonly unknown[]): unknown => Reflect.construct(lrScheduler.StepLR, values);
    expect(() => make(new TestOptimizer([{ lr: 0.1 }]))).toThrow("missing 1 required positional argument: 'stepSize'");
  });

  test('of schedulers of two optimizers', () => {
    const [one, other] = [new TestOptimizer([{ lr: 0.1 }]), new TestOptimizer([{ lr: 0.1 }])];
    const schedulers = [new lrScheduler.ConstantLR(one), new lrScheduler.ConstantLR(other)];
    expect(() => new lrScheduler.SequentialLR(one, schedulers, [2])).toThrow('belong to the same optimizer');
    expect(() => new lrScheduler.ChainedScheduler(schedulers)).toThrow('ConstantLR of another one at index 1');
    expect(() => new lrScheduler.ChainedScheduler(schedulers.slice(1), { optimizer: one })).toThrow('same optimizer');
  });

  test('of a group that is added when the scheduler is there', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    const scheduler = new lrScheduler.LambdaLR(optimizer, () => 1);
    optimizer.paramGroups.push({ lr: 0.2 });
    expect(() => scheduler.step()).toThrow('the optimizer has 2 groups of parameters, and its scheduler knows 1');
  });

  test('of a state with other schedulers', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    const scheduler = new lrScheduler.ChainedScheduler([new lrScheduler.ConstantLR(optimizer)]);
    expect(() => scheduler.loadStateDict({ _schedulers: [] })).toThrow('the state has 0 schedulers');
  });
});

describe('groups that are added', () => {
  test('have the same lower limit on a plateau', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 0, minLr: 0.05 });
    optimizer.paramGroups.push({ lr: 0.2 });
    for (const metric of [1, 1]) scheduler.step(metric);
    expect(scheduler.getLastLr()).toEqual([0.05, 0.05]);
  });

  test('need a limit of their own where others have one', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 0, minLr: [0.05] });
    optimizer.paramGroups.push({ lr: 0.2 });
    scheduler.step(1);
    expect(() => scheduler.step(1)).toThrow('The number of param groups in the `optimizer` (2) differs');
  });
});

test.each([
  ['OneCycleLR', (optimizer: TestOptimizer) => new lrScheduler.OneCycleLR(optimizer, 0.1, 10)],
  ['CyclicLR', (optimizer: TestOptimizer) => new lrScheduler.CyclicLR(optimizer, 0.01, 0.1)],
])('%s cycles the first beta of Adam alone', (_, make) => {
  const optimizer = new TestOptimizer([{ lr: 0.1 }], 'Adam');
  const scheduler = make(optimizer);
  scheduler.step();
  expect(optimizer.paramGroups[0]?.betas?.[0]).not.toBe(0.9);
  expect(optimizer.paramGroups[0]?.betas?.[1]).toBe(0.999);
});

describe('warnings', () => {
  test('a step before the optimizer’s is noticed once', () => {
    const scheduler = new lrScheduler.StepLR(new TestOptimizer([{ lr: 0.1 }]), 2);
    scheduler.step();
    scheduler.step();
    expect(console.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('before `optimizer.step()`'));
  });

  test('a step of the optimizer before the scheduler was made does not count', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    optimizer.step();
    new lrScheduler.StepLR(optimizer, 2).step();
    expect(console.warn).toHaveBeenCalledOnce();
  });

  test('the right order is silent, also for a scheduler made later', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    const first = new lrScheduler.StepLR(optimizer, 2);
    optimizer.step();
    first.step();
    new lrScheduler.ExponentialLR(optimizer, 0.9).step();
    expect(console.warn).not.toHaveBeenCalled();
  });

  test('an optimizer that does not count its steps is not judged', () => {
    new lrScheduler.StepLR({ paramGroups: [{ lr: 0.1 }] }, 2).step();
    expect(console.warn).not.toHaveBeenCalled();
  });

  test('a given epoch is noticed once', () => {
    const optimizer = new TestOptimizer([{ lr: 0.1 }]);
    const scheduler = new lrScheduler.StepLR(optimizer, 2);
    optimizer.step();
    scheduler.step(3);
    scheduler.step(4);
    expect(console.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('deprecated'));
  });

  test('getLr outside of a step is not what one wants', () => {
    new lrScheduler.ExponentialLR(new TestOptimizer([{ lr: 0.1 }]), 0.5).getLr();
    expect(console.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('getLastLr()'));
  });
});

describe('a scheduler of one’s own', () => {
  class SquareRootLR extends lrScheduler.LRScheduler {
    constructor(optimizer: SchedulableOptimizer, lastEpoch?: number) {
      super(optimizer, lastEpoch);
      this.start();
    }

    override getLr(): number[] {
      return this.baseLrs.map((rate) => rate / Math.sqrt(this.lastEpoch + 1));
    }
  }

  test('overrides getLr', () => {
    const optimizer = new TestOptimizer([{ lr: 0.3 }]);
    const scheduler = new SquareRootLR(optimizer);
    const rates = [3, 8].map((epoch) => {
      while (scheduler.lastEpoch < epoch) scheduler.step();
      return optimizer.paramGroups[0]?.lr;
    });
    expect(rates).toEqual([0.3 / 2, 0.3 / 3]);
  });

  test('has to', () => {
    const scheduler = new lrScheduler.LRScheduler(new TestOptimizer([{ lr: 0.3 }]));
    expect(() => scheduler.step()).toThrow('LRScheduler has no getLr()');
  });

  test('saves its state', () => {
    const state: SchedulerState = new SquareRootLR(new TestOptimizer([{ lr: 0.3 }])).stateDict();
    expect(state).toMatchObject({ lastEpoch: 0, baseLrs: [0.3], _lastLr: [0.3] });
    expect(state).not.toHaveProperty('optimizer');
  });
});

test.each([[[]], [[1, 0.5, 0.6]]])('the state after the metrics %j survives JSON', (metrics) => {
  const optimizer = new TestOptimizer([{ lr: 0.1 }]);
  const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 1 });
  for (const metric of metrics) scheduler.step(metric);
  const next = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 7 });
  next.loadStateDict(JSON.parse(JSON.stringify(scheduler.stateDict())) as SchedulerState);
  expect(next.stateDict()).toEqual(scheduler.stateDict());
});
