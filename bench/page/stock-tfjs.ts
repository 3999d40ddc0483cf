/** tfjs as it comes from its makers: `tf.layers`, compiled with Adam and trained batch by batch. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import type { LayerSettings } from '../../src/network/layers.ts';
import type { Network } from '../networks.ts';
import { inTensorFlowOrder } from '../orders.ts';
import type { Problem } from '../problem.ts';
import { adam, CLASSES } from './hyperparameters.ts';
import { trainingSession, type Contender } from './session.ts';

export const { prepare, train } = trainingSession({
  webgpu: stock('webgpu'),
  webgl: stock('webgl'),
  cpu: stock('cpu'),
});

function stock(backend: 'webgpu' | 'webgl' | 'cpu'): Contender {
  return {
    usesWebgpu: backend === 'webgpu',
    async prepare(network, problem) {
      if (!(await tf.setBackend(backend))) throw new Error(`tfjs could not start ${backend}.`);
      await tf.ready();
      const model = buildModel(network, problem);
      const x = tf.tensor4d(problem.images, [problem.labels.length, ...network.imageShape]);
      const y = tf.cast(tf.oneHot(tf.tensor1d(problem.labels, 'int32'), CLASSES), 'float32');
      let loss = NaN;
      return {
        async step() {
          loss = Number(await model.trainOnBatch(x, y));
        },
        finish: () => Promise.resolve(loss),
      };
    },
  };
}

function buildModel({ imageShape, layers: settings }: Network, { weights }: Problem): Sequential {
  const model = sequential({ layers: [layers.inputLayer({ inputShape: [...imageShape] }), ...settings.map(layer)] });
  const { learningRate, beta1, beta2, epsilon } = adam;
  model.compile({
    optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
    loss: (labels: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(labels, logits),
  });
  model.setWeights(
    weights
      .map(inTensorFlowOrder)
      .flatMap(({ shape, weight, bias }) => [tf.tensor(weight, [...shape]), tf.tensor(bias)]),
  );
  return model;
}

function layer(settings: LayerSettings) {
  switch (settings.type) {
    case 'conv2d': {
      const { filters, kernelSize, activation } = settings;
      return layers.conv2d({ filters, kernelSize, activation });
    }
    case 'maxPool2d':
      return layers.maxPooling2d({ poolSize: settings.poolSize });
    case 'flatten':
      return layers.flatten();
    case 'dropout':
      return layers.dropout({ rate: settings.rate });
    case 'dense':
      return layers.dense({ units: settings.units, activation: settings.activation });
  }
}
