import { beforeAll, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

const { nn, optim } = torch;

beforeAll(startWasm);

/** What the source prints under its listing of a linear regression with seed 42. */
const PRINTED_LOSSES = [
  '0.2024',
  '0.1098',
  '0.0627',
  '0.0371',
  '0.0232',
  '0.0156',
  '0.0115',
  '0.0093',
  '0.0081',
  '0.0074',
];

class LinearRegressionModel extends nn.Module {
  linear: torch.nn.Linear;

  constructor() {
    super();
    this.linear = new nn.Linear(1, 1);
  }

  override forward(x: torch.Tensor): torch.Tensor {
    return this.linear.call(x);
  }
}

/** The listing, line by line; a step is in a scope, because JavaScript counts no references. */
async function runListing(print: (line: string) => void): Promise<torch.Tensor> {
  torch.manualSeed(42);
  const X = torch.rand(100, 1).mul(2);
  const y = X.mul(3).add(4).add(torch.randn(100, 1).mul(0.1));
  const model = new LinearRegressionModel();
  const criterion = new nn.MSELoss();
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.01 });
  const numEpochs = 1000;
  for (let epoch = 0; epoch < numEpochs; epoch++) {
    const loss = torch.scope(() => {
      const outputs = model.call(X);
      const loss = criterion.call(outputs, y);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      return loss;
    });
    if ((epoch + 1) % 100 === 0) {
      print(`Epoch [${epoch + 1}/${numEpochs}], Loss: ${Number(await loss.item()).toFixed(4)}`);
    }
    loss.dispose();
  }
  return torch.noGrad(() => model.call(X));
}

test('the linear regression of the source prints the losses that the source prints', async () => {
  const printed: string[] = [];
  const predicted = await runListing((line) => printed.push(line));
  expect(printed).toEqual(PRINTED_LOSSES.map((loss, index) => `Epoch [${(index + 1) * 100}/1000], Loss: ${loss}`));
  expect([predicted.shape, predicted.requiresGrad]).toEqual([[100, 1], false]);
});
