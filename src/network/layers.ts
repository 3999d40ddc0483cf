/**
 * A network as a list of layers, in the vocabulary of Keras. Both dialects and both code generators read this one
 * description, so "the same network" is true by construction.
 */
export type LayerSettings = Conv2dSettings | MaxPool2dSettings | FlattenSettings | DropoutSettings | DenseSettings;

/** Name of an activation that follows an affine layer; `linear` means none. */
export type ActivationName = 'linear' | 'relu';

/** 2-D convolution with square kernel, stride 1 and no padding (`valid`), followed by its activation. */
export interface Conv2dSettings {
  readonly type: 'conv2d';
  /** Output channels, 1 to 256. */
  readonly filters: number;
  /** Side of the square kernel in pixels, 1 to 7. */
  readonly kernelSize: number;
  readonly activation: ActivationName;
  /** `in_channels` as the PyTorch program states it, where that is not what fits; see {@link DenseSettings}. */
  readonly statedInput?: number | undefined;
}

/** Max pooling over square windows that do not overlap; a remainder at the border is dropped. */
export interface MaxPool2dSettings {
  readonly type: 'maxPool2d';
  /** Side of the window and the stride, in pixels, 1 to 4. */
  readonly poolSize: number;
}

/** Turns [channels, height, width] into one axis. */
export interface FlattenSettings {
  readonly type: 'flatten';
}

/** Sets each activation to zero with probability `rate` while training, and scales the rest by 1/(1 - rate). */
export interface DropoutSettings {
  readonly type: 'dropout';
  /** Probability of zero, at least 0 and below 1. */
  readonly rate: number;
}

/** Affine map, followed by its activation. */
export interface DenseSettings {
  readonly type: 'dense';
  /** Output features, 1 to 2048. */
  readonly units: number;
  readonly activation: ActivationName;
  /**
   * `in_features` as the PyTorch program states it, 1 to 16384, where that is not what fits. Keras infers the size and has
   * no such setting.
   */
  readonly statedInput?: number | undefined;
}
