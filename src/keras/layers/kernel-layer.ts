import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { getActivation, type Activation, type ActivationLike } from '../activations/get-activation.ts';
import * as constraints from '../constraints/index.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import type { Initializer } from '../initializers/initializer.ts';
import * as regularizers from '../regularizers/index.ts';
import { Layer, type LayerParameters } from './layer.ts';
import type { Weight } from './weight.ts';

/** Arguments of the layers with a kernel, a bias and an activation. */
export interface KernelParameters extends LayerParameters {
  readonly activation?: ActivationLike;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
  readonly kernelRegularizer?: regularizers.RegularizerLike;
  readonly biasRegularizer?: regularizers.RegularizerLike;
  readonly kernelConstraint?: constraints.ConstraintLike;
  readonly biasConstraint?: constraints.ConstraintLike;
}

interface KernelConfig {
  readonly activation: Activation;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly kernelRegularizer: regularizers.Regularizer | null;
  readonly biasRegularizer: regularizers.Regularizer | null;
  readonly kernelConstraint: constraints.Constraint | null;
  readonly biasConstraint: constraints.Constraint | null;
}

/** A layer with a kernel (Glorot uniform), a bias (0) and an activation (none) unless told otherwise. */
export abstract class KernelLayer extends Layer {
  kernel: Weight | null = null;
  bias: Weight | null = null;
  protected readonly kernelConfig: KernelConfig;

  /** @param config what the subclass was built with, besides the kernel's arguments. */
  constructor(parameters: KernelParameters, config: Readonly<Record<string, unknown>>) {
    const {
      activation,
      useBias = true,
      kernelInitializer = 'glorotUniform',
      biasInitializer = 'zeros',
      kernelRegularizer,
      biasRegularizer,
      kernelConstraint,
      biasConstraint,
      ...layer
    } = parameters;
    const kernelConfig: KernelConfig = {
      activation: getActivation(activation),
      useBias,
      kernelInitializer: getInitializer(kernelInitializer),
      biasInitializer: getInitializer(biasInitializer),
      kernelRegularizer: regularizers.get(kernelRegularizer),
      biasRegularizer: regularizers.get(biasRegularizer),
      kernelConstraint: constraints.get(kernelConstraint),
      biasConstraint: constraints.get(biasConstraint),
    };
    super(layer, { ...config, ...kernelConfig });
    this.kernelConfig = kernelConfig;
  }

  /** Makes the kernel, and the bias of `units` elements unless it is switched off. */
  protected addKernelAndBias(shape: Shape, units: number): void {
    const { kernelConfig } = this;
    this.kernel = this.addWeight({
      name: 'kernel',
      shape,
      initializer: kernelConfig.kernelInitializer,
      regularizer: kernelConfig.kernelRegularizer,
      constraint: kernelConfig.kernelConstraint,
    });
    this.addBias(units);
  }

  protected addBias(units: number): void {
    const { useBias, biasInitializer, biasRegularizer, biasConstraint } = this.kernelConfig;
    if (!useBias) return;
    this.bias = this.addWeight({
      name: 'bias',
      shape: [units],
      initializer: biasInitializer,
      regularizer: biasRegularizer,
      constraint: biasConstraint,
    });
  }

  /** activation(x + bias). */
  protected finish(x: tf.Tensor): tf.Tensor {
    return this.kernelConfig.activation(this.bias ? tf.add(x, this.bias.value) : x);
  }
}
