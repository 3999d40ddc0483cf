/** The numbers of the lesson's prose, computed by both dialects while the site is built. */
import * as tf from '@tensorflow/tfjs-core';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';

await startWasmInNode();
const { nn } = torch;
const { layers } = keras;

/** What `x.grad` holds after so many times forward and backward through the mean of squares. */
async function torchGradient(points: readonly number[], times: number): Promise<number[]> {
  const x = torch.tensor(points, { requiresGrad: true });
  for (let time = 0; time < times; time++) x.pow(2).mean().backward();
  return listOf(x.grad);
}

async function tapeGradient(points: readonly number[]): Promise<number[]> {
  const x = tf.variable(tf.tensor1d([...points]));
  const tape = new keras.GradientTape();
  const z = tape.record(() => tf.mean(tf.square(x)));
  const [gradient] = tape.gradient(z, [x]);
  if (!gradient) throw new Error('GradientTape: a variable has no gradient. The lesson says that it is watched.');
  return [...(await gradient.data())];
}

async function listOf(tensor: torch.Tensor | null): Promise<number[]> {
  return Array.from(await (tensor ?? torch.zeros(0)).flatten().numpy(), Number);
}

async function numberOf(tensor: torch.Tensor): Promise<number> {
  return (await listOf(tensor.detach()))[0] ?? Number.NaN;
}

const points = [1, 2, 3];
const x = torch.tensor(points, { dtype: torch.float32 });
const gradient = await torchGradient(points, 1);
const fromTape = await tapeGradient(points);
if (gradient.some((value, index) => Math.abs(value - (fromTape[index] ?? Number.NaN)) > 1e-6)) {
  throw new Error('Lesson 3: the gradients of the two dialects differ.');
}

const quizPoints = [1, 2, 3, 4];
const nudge = 0.001;
const [first = 0, second = 0, third = 0] = points;
const meanOfSquares = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;
const nudged = meanOfSquares([first, second, third + nudge]);

// The source's regression: seed, points, layer and epochs, in the order in which its program draws random numbers.
const EPOCHS = 1000;
torch.manualSeed(42);
const inputs = torch.rand(100, 1).mul(2);
const targets = inputs.mul(3).add(4).add(torch.randn(100, 1).mul(0.1));
const line = new nn.Linear(1, 1);
const criterion = new nn.MSELoss();
const optimizer = new torch.optim.SGD(line.parameters(), { lr: 0.01 });
const start = { slope: await numberOf(line.weight), intercept: await numberOf(line.bias ?? torch.zeros(1)) };
const losses: number[] = [];
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  const loss = criterion.call(line.call(inputs), targets);
  optimizer.zeroGrad();
  loss.backward();
  optimizer.step();
  if (epoch % 100 === 0) losses.push(await numberOf(loss));
}
const fitted = { slope: await numberOf(line.weight), intercept: await numberOf(line.bias ?? torch.zeros(1)) };

/** The line of the least loss, which no gradient descent can beat: slope is covariance over variance. */
const meanInput = inputs.mean();
const offset = inputs.sub(meanInput);
const bestSlope = offset.mul(targets.sub(targets.mean())).sum().div(offset.square().sum());
const bestIntercept = targets.mean().sub(bestSlope.mul(meanInput));
const bestLoss = inputs.mul(bestSlope).add(bestIntercept).sub(targets).square().mean();

/** Gradient descent on a line diverges above 2 / the largest curvature of the loss: an eigenvalue of its second derivatives. */
const meanSquare = await numberOf(inputs.square().mean());
const trace = meanSquare + 1;
const rateLimit = 2 / (trace + Math.hypot(meanSquare - 1, 2 * (await numberOf(meanInput))));

function perceptron(hidden: number): torch.nn.Sequential {
  return new nn.Sequential(
    ...[new nn.Flatten(), new nn.Linear(28 * 28, hidden), new nn.ReLU()],
    ...[new nn.Dropout(0.2), new nn.Linear(hidden, 10)],
  );
}

function countParameters(module: torch.nn.Module): number {
  return [...module.parameters()].reduce((sum, parameter) => sum + parameter.numel(), 0);
}

const parameterCount = countParameters(perceptron(128));
const kerasPerceptron = new keras.Sequential([
  keras.Input([28, 28]),
  new layers.Flatten(),
  new layers.Dense(128, { activation: 'relu' }),
  new layers.Dropout(0.2),
  new layers.Dense(10),
]);
if (kerasPerceptron.countParams() !== parameterCount) throw new Error('Lesson 3: the two networks are not the same.');

const dropoutRate = 0.2;
const trained = await listOf(new nn.Dropout(dropoutRate).call(torch.ones(1000)));
const kept = trained.filter((value) => value !== 0);

export const values = {
  points,
  meanOfSquares: await numberOf(x.square().mean()),
  squares: await listOf(x.square()),
  gradient,
  accumulated: await torchGradient(points, 2),
  nudge,
  nudged,
  nudgeSlope: (nudged - meanOfSquares(points)) / nudge,
  quizPoints,
  quizGradient: (await torchGradient(quizPoints, 1)).at(-1) ?? Number.NaN,
  epochs: EPOCHS,
  start,
  losses,
  fitted,
  best: {
    slope: await numberOf(bestSlope),
    intercept: await numberOf(bestIntercept),
    loss: await numberOf(bestLoss),
  },
  rateLimit,
  rateBelow: Math.floor(rateLimit * 100) / 100,
  rateAbove: Math.ceil(rateLimit * 100) / 100,
  parameterCount,
  hiddenParameters: countParameters(new nn.Linear(28 * 28, 128)),
  outputParameters: countParameters(new nn.Linear(128, 10)),
  quizParameters: countParameters(perceptron(64)),
  quizWithoutBiases: countParameters(new nn.Linear(28 * 28, 64, { bias: false })) + 64 * 10,
  dropoutRate,
  dropoutScale: kept[0] ?? Number.NaN,
};
