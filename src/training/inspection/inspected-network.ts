import type { Tensor } from '@tensorflow/tfjs-core';

/** A parameter of one of the layers. */
export interface NetworkParameter {
  /** Index in the settings of the network. */
  readonly layerIndex: number;
  /** As the framework calls it: `weight`, `kernel`, `bias`. */
  readonly name: string;
  readonly values: Tensor;
}

/** What a network gives to look at, alike in both dialects. Tensors belong to the tidy around. */
export interface InspectedNetwork {
  /**
   * What each layer makes of images, after its activation.
   *
   * @param images scaled, [count, height, width, channels].
   * @returns one for each layer of the settings: [count, height, width, channels] or [count, features].
   */
  readonly layerOutputs: (images: Float32Array, count: number) => Tensor[];
  readonly parameters: () => NetworkParameter[];
  /**
   * Gradients of the mean cross-entropy of some images, as in evaluation: without dropout, and without touching what
   * training keeps.
   *
   * @returns one for each of `parameters`.
   */
  readonly gradients: (images: Float32Array, labels: Int32Array) => Tensor[];
  /** Kernel of a convolution, [height, width, inputs, filters]; null of another layer. */
  readonly kernelOf: (layerIndex: number) => Tensor | null;
}
