import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import { SPIRAL_CLASSES } from './spiral.ts';

/** Two inputs, a hidden layer, three logits, with Adam. */
export function compiledSpiralModel(seed: number, loss: keras.Loss): keras.Sequential {
  const initializer = (place: number) => new keras.initializers.GlorotUniform({ seed: seed + place });
  const model = new keras.Sequential([
    keras.Input([2]),
    new keras.layers.Dense(32, { activation: 'relu', kernelInitializer: initializer(0) }),
    new keras.layers.Dense(SPIRAL_CLASSES, { kernelInitializer: initializer(1) }),
  ]);
  model.compile({ optimizer: new keras.optimizers.Adam({ learningRate: 0.03 }), loss, metrics: ['accuracy'] });
  return model;
}

/** One step of `fit`, and the loss before it; the caller frees that. */
export function fitStep(model: keras.Model, x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  model.resetMetrics();
  const results = tf.tidy(() => model.trainStep({ x: [x], y: [y], sampleWeight: [] }) ?? model.getMetricsResult());
  const { loss, ...others } = results;
  tf.dispose(others);
  return loss ?? tf.scalar(NaN);
}

/** Share of the examples that the model names correctly. */
export function accuracyOf(model: keras.Model, x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const predicted = tf.argMax(model.predictOnBatch(x) as tf.Tensor, 1);
    return tf.mean(tf.cast(tf.equal(predicted, tf.cast(y, 'int32')), 'float32'));
  });
}

/** The one number of a tensor, which is freed. */
export async function readNumber(value: tf.Tensor): Promise<number> {
  const [number = NaN] = await value.data();
  value.dispose();
  return number;
}
