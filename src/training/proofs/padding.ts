import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Where a convolution with a stride begins. */
export const padding: ProofPrograms = {
  torchProgram(print) {
    const image = torch.arange(16).float().reshape([1, 1, 4, 4]);
    // A kernel that takes the number in its middle.
    const kernel = torch.tensor(
      [
        [
          [
            [0, 0, 0],
            [0, 1, 0],
            [0, 0, 0],
          ],
        ],
      ],
      { dtype: torch.float32 },
    );
    print(torch.nn.functional.conv2d(image, kernel, { stride: 2, padding: 1 }).flatten());
    try {
      new torch.nn.Conv2d(1, 1, 3, { stride: 2, padding: 'same' });
    } catch (error) {
      print(error instanceof torch.ValueError ? 'ValueError' : 'another error');
    }
    return [];
  },

  kerasProgram(print) {
    const image = tf.reshape(tf.range(0, 16), [1, 4, 4, 1]);
    const layer = new keras.layers.Conv2D(1, 3, { strides: 2, padding: 'same' });
    layer.build([null, 4, 4, 1]);
    // A kernel that takes the number in its middle.
    layer.setWeights([tf.tensor([0, 0, 0, 0, 1, 0, 0, 0, 0], [3, 3, 1, 1]), tf.zeros([1])]);
    print(tf.reshape(layer.apply(image), [4]));
    return [layer];
  },
};
