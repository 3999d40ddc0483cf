import * as torch from '../../torch/index.ts';
import { tensorFromDevice } from '../../torch/record-step.ts';
import { totalOf } from '../model-graph/number-total.ts';
import { INPUTS, LEARNING_RATE, OUTPUTS, type PlacedNetwork, type PlaceNetwork } from './placed-network.ts';

/**
 * The network in PyTorch's words. Autograd goes through a copy between devices by itself in PyTorch; here the copy waits for
 * the device, so the graph ends before it and begins anew behind it, and the gradient is handed over by hand.
 */
export const placeTorchNetwork: PlaceNetwork = async (pair, [first, second], settings, data, copies) => {
  const { batchSize, hiddenUnits, seed } = settings;
  torch.manualSeed(seed);
  await pair.use(first);
  const net1 = new torch.nn.Linear(INPUTS, hiddenUnits);
  const x = torch.fromNumpy(data.inputs).reshape([batchSize, INPUTS]);
  await pair.use(second);
  const net2 = new torch.nn.Linear(hiddenUnits, OUTPUTS);
  const y = torch.fromNumpy(data.targets).reshape([batchSize, OUTPUTS]);
  const criterion = new torch.nn.MSELoss();
  const sgd1 = new torch.optim.SGD(net1.parameters(), { lr: LEARNING_RATE });
  const sgd2 = new torch.optim.SGD(net2.parameters(), { lr: LEARNING_RATE });

  const hiddenOf = () => torch.relu(net1.forward(x));
  /** Loss and gradients from the hidden layer on, and the second layer's step. */
  const learnFrom = (hidden: torch.Tensor) => {
    sgd2.zeroGrad();
    const loss = criterion.forward(net2.forward(hidden), y);
    loss.backward();
    sgd2.step();
    return loss.detach();
  };

  const stepTogether = async () => {
    await pair.use(first);
    const loss = torch.scope(() => {
      sgd1.zeroGrad();
      const loss = learnFrom(hiddenOf());
      sgd1.step();
      return loss;
    });
    return await valueOf(loss);
  };

  const stepApart = async () => {
    await pair.use(first);
    const hidden = torch.scope(hiddenOf);
    const arrived = tensorFromDevice(await copies.copy(hidden.values, second, 'forward')).requiresGrad_();
    const loss = await valueOf(torch.scope(() => learnFrom(arrived)));
    const gradient = tensorFromDevice(await copies.copy(gradientOf(arrived).values, first, 'backward'));
    torch.scope(() => {
      sgd1.zeroGrad();
      hidden.backward(gradient);
      sgd1.step();
    });
    for (const tensor of [hidden, arrived, gradient]) tensor.dispose();
    return loss;
  };

  const network: PlacedNetwork = {
    parameters: [totalOf(net1.parameters()), totalOf(net2.parameters())],
    step: first === second ? stepTogether : stepApart,
    dispose() {
      for (const owner of [sgd1, sgd2, net1, net2, x, y]) owner.dispose();
    },
  };
  return network;
};

async function valueOf(scalar: torch.Tensor): Promise<number> {
  const [value = NaN] = await scalar.numpy();
  scalar.dispose();
  return value;
}

function gradientOf({ grad }: torch.Tensor): torch.Tensor {
  if (grad) return grad;
  throw new Error('The hidden layer has no gradient: nothing was differentiated.');
}
