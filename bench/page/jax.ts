/** jax-js: one jitted function that is the whole step, with Adam written out. */
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import type { LayerSettings } from '../../src/network/layers.ts';
import type { Network } from '../networks.ts';
import { inJaxOrder, permuted } from '../orders.ts';
import type { Problem } from '../problem.ts';
import { adam, CLASSES } from './hyperparameters.ts';
import { trainingSession, type Contender, type TrainingRun } from './session.ts';

export const { prepare, train } = trainingSession({ webgpu: jaxOn('webgpu'), wasm: jaxOn('wasm') });

function jaxOn(device: 'webgpu' | 'wasm'): Contender {
  return {
    usesWebgpu: device === 'webgpu',
    async prepare(network, problem) {
      if (!(await init(device)).includes(device)) throw new Error(`jax-js could not start ${device}.`);
      defaultDevice(device);
      return trainingRun(network, problem, device === 'webgpu');
    },
  };
}

/** Weight and bias of each layer that has them, one after the other. */
type Parameters = np.Array[];

/** `powers` are beta1 and beta2 to the power of the steps so far. */
type State = Record<'parameters' | 'firstMoments' | 'secondMoments' | 'powers', np.Array[]>;

/** On a GPU no step waits for the one before it, which is faster than to wait for each loss. */
function trainingRun(network: Network, problem: Problem, onGpu: boolean): TrainingRun {
  const x = images(network, problem);
  const y = nn.oneHot(np.array(problem.labels, { dtype: np.int32 }), CLASSES);
  const lossOf = (parameters: Parameters, inputs: np.Array, targets: np.Array) =>
    crossEntropy(forward(network.layers, parameters, inputs), targets);
  const step = jit((state: State, inputs: np.Array, targets: np.Array): [State, np.Array] => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(state.parameters), inputs, targets);
    return [adamUpdate(state, gradients), loss];
  });
  let state = initialState(problem);
  let loss: np.Array | null = null;
  return {
    async step() {
      loss?.dispose();
      [state, loss] = step(state, x.ref, y.ref);
      // Steps are computed when somebody asks for their results; to ask for the buffer does not wait for the device.
      await (onGpu ? loss.ref.gpuBuffer() : blockUntilReady(loss));
    },
    async finish() {
      await blockUntilReady(state.parameters);
      const values = await loss?.ref.data();
      return values?.[0] ?? NaN;
    },
  };
}

function images({ imageShape }: Network, { images, labels }: Problem): np.Array {
  const [height, width, channels] = imageShape;
  const values = permuted(images, [labels.length, height, width, channels], [0, 3, 1, 2]);
  return np.array(values).reshape([labels.length, channels, height, width]);
}

function initialState({ weights }: Problem): State {
  const parameters = weights.flatMap((layer) => {
    const { shape, weight, bias } = inJaxOrder(layer);
    return [np.array(weight).reshape([...shape]), np.array(bias)];
  });
  const zeros = () => parameters.map(({ shape }) => np.zeros(shape));
  return { parameters, firstMoments: zeros(), secondMoments: zeros(), powers: [np.array([1]), np.array([1])] };
}

/** Logits [batch, 10]. An array that is passed on is given away: `.ref` keeps it for another use. */
function forward(layers: readonly LayerSettings[], parameters: Parameters, inputs: np.Array): np.Array {
  const remaining = [...parameters];
  const next = (): np.Array => {
    const parameter = remaining.shift();
    if (!parameter) throw new Error('The network has more layers than weights.');
    return parameter;
  };
  return layers.reduce((x, layer) => {
    switch (layer.type) {
      case 'conv2d': {
        const taps = lax.conv(x, next(), [1, 1], 'VALID');
        const sums = taps.add(next().reshape([layer.filters, 1, 1]));
        return layer.activation === 'relu' ? nn.relu(sums) : sums;
      }
      case 'maxPool2d': {
        const window = [layer.poolSize, layer.poolSize];
        return lax.reduceWindow(x, np.max, window, window);
      }
      case 'flatten':
        return x.reshape([x.shape[0] ?? 0, -1]);
      case 'dropout':
        throw new Error('No network here has a dropout.');
      case 'dense': {
        const sums = np.matmul(x, next()).add(next());
        return layer.activation === 'relu' ? nn.relu(sums) : sums;
      }
    }
  }, inputs);
}

function crossEntropy(logits: np.Array, targets: np.Array): np.Array {
  const batchSize = logits.shape[0] ?? 0;
  return nn
    .logSoftmax(logits)
    .mul(targets)
    .sum()
    .mul(-1 / batchSize);
}

function adamUpdate(state: State, gradients: Parameters): State {
  const { learningRate, beta1, beta2, epsilon } = adam;
  const powers = [at(state.powers, 0).mul(beta1), at(state.powers, 1).mul(beta2)];
  const firstCorrection = np.subtract(1, at(powers, 0).ref);
  const secondCorrection = np.subtract(1, at(powers, 1).ref);
  const firstMoments = state.firstMoments.map((moment, index) =>
    moment.mul(beta1).add(at(gradients, index).ref.mul(1 - beta1)),
  );
  const secondMoments = state.secondMoments.map((moment, index) =>
    moment.mul(beta2).add(np.square(at(gradients, index)).mul(1 - beta2)),
  );
  const parameters = state.parameters.map((parameter, index) => {
    const direction = at(firstMoments, index).ref.div(firstCorrection.ref);
    const size = np.sqrt(at(secondMoments, index).ref.div(secondCorrection.ref)).add(epsilon);
    return parameter.sub(direction.div(size).mul(learningRate));
  });
  firstCorrection.dispose();
  secondCorrection.dispose();
  return { parameters, firstMoments, secondMoments, powers };
}

function at(arrays: readonly np.Array[], index: number): np.Array {
  const array = arrays[index];
  if (!array) throw new Error(`There is no array ${index} of ${arrays.length}.`);
  return array;
}
