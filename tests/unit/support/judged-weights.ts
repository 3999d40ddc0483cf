import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import * as torch from '../../../src/torch/index.ts';

/** Gives a module the weights that tests/judges/export_runs.py draws. */
export function setJudgedWeights(module: torch.nn.Module, seed: number): void {
  const generator = new Mt19937(seed);
  for (const [, parameter] of module.namedParameters()) {
    const reach = parameter.ndim === 1 ? 0.1 : 1 / Math.sqrt(parameter.numel() / parameter.size(0));
    const draw = () => reach * (generator.nextUint32() / 2 ** 31 - 1);
    const values = Float32Array.from({ length: parameter.numel() }, draw);
    torch.scope(() => {
      parameter.data = torch.fromNumpy(values).reshape(parameter.shape);
    });
  }
}
