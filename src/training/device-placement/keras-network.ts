import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import { INPUTS, LEARNING_RATE, OUTPUTS, type PlacedNetwork, type PlaceNetwork } from './placed-network.ts';

/**
 * The network in Keras's words, with tapes. Each device has a tape of its own, and the gradient of one is handed to
 * the other: a single tape would compute all gradients on TensorFlow's default device, wherever the layers are.
 */
export const placeKerasNetwork: PlaceNetwork = async (pair, [first, second], settings, data, copies) => {
  const { batchSize, hiddenUnits, seed } = settings;
  await pair.use(first);
  const net1 = dense(hiddenUnits, INPUTS, 'relu', seed * 100);
  const x = tf.tensor2d(data.inputs, [batchSize, INPUTS]);
  await pair.use(second);
  const net2 = dense(OUTPUTS, hiddenUnits, 'linear', seed * 100 + 1);
  const y = tf.tensor2d(data.targets, [batchSize, OUTPUTS]);
  const meanSquaredError = new keras.losses.MeanSquaredError();
  const sgd1 = new keras.optimizers.SGD({ learningRate: LEARNING_RATE });
  const sgd2 = new keras.optimizers.SGD({ learningRate: LEARNING_RATE });
  const variables1 = net1.trainableVariables;
  const variables2 = net2.trainableVariables;

  const lossFrom = (hidden: tf.Tensor) => meanSquaredError.call(y, net2.apply(hidden));

  const stepTogether = async () => {
    await pair.use(first);
    const tape = new keras.GradientTape();
    const loss = tape.record(() => lossFrom(net1.apply(x)));
    const gradients = tape.gradient(loss, [...variables1, ...variables2]);
    sgd1.apply(gradients.slice(0, variables1.length), variables1);
    sgd2.apply(gradients.slice(variables1.length), variables2);
    dispose(gradients);
    return await valueOf(loss);
  };

  const stepApart = async () => {
    await pair.use(first);
    const tape1 = new keras.GradientTape();
    const hidden = tape1.record(() => net1.apply(x));
    const arrived = await copies.copy(hidden, second, 'forward');
    const tape2 = new keras.GradientTape();
    tape2.watch(arrived);
    const loss = tape2.record(() => lossFrom(arrived));
    const [ofHidden, ...gradients2] = tape2.gradient(loss, [arrived, ...variables2]);
    sgd2.apply(gradients2, variables2);
    const lossValue = await valueOf(loss);
    if (!ofHidden) throw new Error('The hidden layer has no gradient: nothing was differentiated.');
    const gradient = await copies.copy(ofHidden, first, 'backward');
    const gradients1 = tape1.gradient(hidden, variables1, { outputGradients: gradient });
    sgd1.apply(gradients1, variables1);
    dispose([hidden, arrived, ofHidden, gradient, ...gradients1, ...gradients2]);
    return lossValue;
  };

  const parametersOf = (layer: keras.Layer) => ({ count: layer.countParams(), bytes: 4 * layer.countParams() });
  const network: PlacedNetwork = {
    parameters: [parametersOf(net1), parametersOf(net2)],
    step: first === second ? stepTogether : stepApart,
    dispose() {
      for (const owner of [sgd1, sgd2, net1, net2, x, y]) owner.dispose();
    },
  };
  return network;
};

function dense(units: number, inputs: number, activation: 'relu' | 'linear', seed: number): keras.layers.Dense {
  const kernelInitializer = new keras.initializers.GlorotUniform({ seed });
  const layer = new keras.layers.Dense(units, { activation, kernelInitializer });
  layer.build([null, inputs]);
  return layer;
}

/** A source that leads nowhere has no gradient to free. */
function dispose(tensors: readonly (tf.Tensor | null)[]): void {
  for (const tensor of tensors) tensor?.dispose();
}

async function valueOf(scalar: tf.Tensor): Promise<number> {
  const [value = NaN] = await scalar.data();
  scalar.dispose();
  return value;
}
