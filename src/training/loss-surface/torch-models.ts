import * as torch from '../../torch/index.ts';
import type { SurfacePosition, SurfaceProblemName } from '../loss-surface-protocol.ts';
import { OUTPUT_WEIGHT } from './surface-race.ts';

const { nn } = torch;

/** A model whose trained parameters are two numbers. */
interface TorchModel extends torch.nn.Module {
  forward(x: torch.Tensor): torch.Tensor;
  /** Both numbers, as scalars. */
  position(): readonly [torch.Tensor, torch.Tensor];
}

/** A problem in PyTorch's words. */
interface TorchProblem {
  readonly build: (start: SurfacePosition) => TorchModel;
  /** The outputs at many positions: x and y [count, 1], inputs [points] -> [count, points]. */
  readonly outputs: (x: torch.Tensor, y: torch.Tensor, inputs: torch.Tensor) => torch.Tensor;
}

class LinearRegressionModel extends nn.Module implements TorchModel {
  readonly linear = new nn.Linear(1, 1);

  constructor([weight, bias]: SurfacePosition) {
    super();
    inNoGradScope(() => {
      this.linear.weight.fill_(weight);
      this.linear.bias?.fill_(bias);
    });
  }

  override forward(x: torch.Tensor): torch.Tensor {
    return this.linear.call(x);
  }

  position(): readonly [torch.Tensor, torch.Tensor] {
    const [weight, bias] = this.parameters();
    if (!weight || !bias) throw new Error('A linear layer has a weight and a bias.');
    return [weight.detach().sum(), bias.detach().sum()];
  }
}

class TwoTanhUnits extends nn.Module implements TorchModel {
  readonly hidden = new nn.Linear(1, 2, { bias: false });
  readonly output = new nn.Linear(2, 1, { bias: false });

  constructor([first, second]: SurfacePosition) {
    super();
    this.output.requiresGrad_(false);
    inNoGradScope(() => {
      this.hidden.weight.copy_(torch.tensor([[first], [second]]));
      this.output.weight.fill_(OUTPUT_WEIGHT);
    });
  }

  override forward(x: torch.Tensor): torch.Tensor {
    return this.output.call(torch.tanh(this.hidden.call(x)));
  }

  position(): readonly [torch.Tensor, torch.Tensor] {
    const weight = this.hidden.weight.detach();
    return [weight.select(0, 0).sum(), weight.select(0, 1).sum()];
  }
}

export const torchProblems: Readonly<Record<SurfaceProblemName, TorchProblem>> = {
  regression: {
    build: (start) => new LinearRegressionModel(start),
    outputs: (weight, bias, inputs) => weight.mul(inputs).add(bias),
  },
  network: {
    build: (start) => new TwoTanhUnits(start),
    outputs: (first, second, inputs) =>
      torch
        .tanh(first.mul(inputs))
        .add(torch.tanh(second.mul(inputs)))
        .mul(OUTPUT_WEIGHT),
  },
};

/** Changes parameters in place, and frees what that takes. */
function inNoGradScope(change: () => void): void {
  torch.scope(() => torch.noGrad(change));
}
