import * as torch from '../../torch/index.ts';
import { recordStep } from '../../torch/record-step.ts';
import type { RaceOptimizerName } from '../loss-surface-protocol.ts';
import { MOMENTUM, type BuildSurfaceRace } from './surface-race.ts';
import { torchProblems } from './torch-models.ts';

const { optim } = torch;

type Parameters = Iterable<torch.nn.Parameter>;

const optimizers: Readonly<Record<RaceOptimizerName, (parameters: Parameters, lr: number) => torch.optim.Optimizer>> = {
  sgd: (parameters, lr) => new optim.SGD(parameters, { lr }),
  momentum: (parameters, lr) => new optim.SGD(parameters, { lr, momentum: MOMENTUM }),
  nesterov: (parameters, lr) => new optim.SGD(parameters, { lr, momentum: MOMENTUM, nesterov: true }),
  adagrad: (parameters, lr) => new optim.Adagrad(parameters, { lr }),
  rmsprop: (parameters, lr) => new optim.RMSprop(parameters, { lr }),
  adadelta: (parameters, lr) => new optim.Adadelta(parameters, { lr }),
  adam: (parameters, lr) => new optim.Adam(parameters, { lr }),
  adamw: (parameters, lr) => new optim.AdamW(parameters, { lr }),
};

/** The race in PyTorch's words: a model and an optimizer for each racer, and the loop's step for all of them. */
export const raceWithTorch: BuildSurfaceRace = ({ problem, racers }, start, samples) => {
  const { build, outputs } = torchProblems[problem];
  const criterion = new torch.nn.MSELoss();
  const x = torch.fromNumpy(samples.inputs).reshape([-1, 1]);
  const y = torch.fromNumpy(samples.targets).reshape([-1, 1]);
  const lanes = racers.map(({ optimizer: name, learningRate }) => {
    const model = build(start);
    const trained = [...model.parameters()].filter(({ requiresGrad }) => requiresGrad);
    return { model, optimizer: optimizers[name](trained, learningRate) };
  });
  const recorded = recordStep(
    () =>
      lanes.flatMap(({ model, optimizer }) => {
        const loss = criterion.call(model.call(x), y);
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        return [loss.detach(), ...model.position()];
      }),
    'graph',
  );
  return {
    async losses(positions) {
      const losses = torch.scope(() =>
        torch.noGrad(() => {
          const grid = torch.fromNumpy(positions).reshape([-1, 2]);
          const differences = outputs(grid.narrow(1, 0, 1), grid.narrow(1, 1, 1), x.flatten()).sub(y.flatten());
          return differences.square().mean(1);
        }),
      );
      const values = Float32Array.from(await losses.numpy());
      losses.dispose();
      return values;
    },
    step: () => recorded.run([]),
    takeSteps: () => recorded.takeResults(),
    dispose() {
      recorded.dispose();
      for (const { model, optimizer } of lanes) {
        optimizer.dispose();
        model.dispose();
      }
      for (const tensor of [x, y]) tensor.dispose();
    },
  };
};
