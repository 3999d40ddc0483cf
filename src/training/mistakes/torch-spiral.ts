import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { SideTraining } from './mistake.ts';
import { spiral } from './spiral.ts';

/** The network and the data of a PyTorch training of the spiral. */
interface SpiralSetting {
  readonly model: torch.nn.Module;
  readonly x: torch.Tensor;
  readonly y: torch.Tensor;
}

interface SpiralLoop {
  readonly seed: number;
  readonly build?: () => torch.nn.Module;
  readonly optimizer: (parameters: Iterable<torch.nn.Parameter>) => torch.optim.Optimizer;
  /** One step of the loop: what the curve shows of it. */
  readonly step: (setting: SpiralSetting, optimizer: torch.optim.Optimizer) => torch.Tensor;
}

/** Two inputs, a hidden layer, three logits. */
function smallNetwork(): torch.nn.Module {
  return new torch.nn.Sequential(new torch.nn.Linear(2, 32), new torch.nn.ReLU(), new torch.nn.Linear(32, 3));
}

/** Trains on all points of the spiral at once, as a PyTorch loop does. */
export function trainTorchSpiral({ seed, build = smallNetwork, optimizer: choose, step }: SpiralLoop): SideTraining {
  const { points, labels } = spiral();
  torch.manualSeed(seed);
  const model = build();
  const optimizer = choose(model.parameters());
  const x = torch.fromNumpy(points).reshape([-1, 2]);
  const y = torch.fromNumpy(labels).long();
  const setting = { model, x, y };
  return {
    step: () => {
      const value = torch.scope(() => step(setting, optimizer).detach());
      const copy = tf.clone(value.values);
      value.dispose();
      return copy;
    },
    figures: async () => ({ accuracy: await accuracyOf(setting) }),
    dispose() {
      optimizer.dispose();
      model.dispose();
      for (const tensor of [x, y]) tensor.dispose();
    },
  };
}

/** Share of the points that the network names correctly, in evaluation mode. */
async function accuracyOf({ model, x, y }: SpiralSetting): Promise<number> {
  model.eval();
  const right = torch.scope(() => torch.noGrad(() => model.call(x).argmax(1).eq(y).float().mean()));
  const accuracy = Number(await right.item());
  right.dispose();
  return accuracy;
}
