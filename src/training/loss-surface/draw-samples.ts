import * as torch from '../../torch/index.ts';
import type { SurfacePosition, SurfaceProblemName } from '../loss-surface-protocol.ts';
import type { SurfaceSamples } from './surface-race.ts';

/** The points to learn from, and where PyTorch's layer starts, as a PyTorch program with this seed draws them. */
export async function drawSamples(
  problem: SurfaceProblemName,
  seed: number,
): Promise<{ readonly samples: SurfaceSamples; readonly start: SurfacePosition }> {
  torch.manualSeed(seed);
  const [inputs, targets, start] = torch.scope(() => {
    const { x, y } = points[problem]();
    return [x, y, initialPosition(problem)];
  });
  const read = async (tensor: torch.Tensor) => {
    const values = Float32Array.from(await tensor.numpy());
    tensor.dispose();
    return values;
  };
  const samples = { inputs: await read(inputs), targets: await read(targets) };
  const [first = 0, second = 0] = await read(start);
  return { samples, start: [first, second] };
}

/** In the order in which the programs on the page draw their random numbers. */
const points: Readonly<Record<SurfaceProblemName, () => { readonly x: torch.Tensor; readonly y: torch.Tensor }>> = {
  regression() {
    const x = torch.rand(100, 1).mul(2);
    return { x, y: x.mul(3).add(4).add(torch.randn(100, 1).mul(0.1)) };
  },
  network() {
    const x = torch.rand(40, 1).mul(4).sub(2);
    const y = torch.tanh(x.mul(3)).add(torch.tanh(x.neg()));
    return { x, y: y.add(torch.randn(40, 1).mul(0.1)) };
  },
};

function initialPosition(problem: SurfaceProblemName): torch.Tensor {
  const layer = problem === 'regression' ? new torch.nn.Linear(1, 1) : new torch.nn.Linear(1, 2, { bias: false });
  const position = torch.cat([...layer.parameters()].map((parameter) => parameter.detach().flatten()));
  layer.dispose();
  return position;
}
