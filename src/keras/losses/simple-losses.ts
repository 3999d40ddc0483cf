/** The losses without arguments of their own. */
import type * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as functions from './functions.ts';
import { Loss, type LossParameters } from './loss.ts';

const NAMES = ['reduction', 'name'] as const;

type SimpleLossArguments = Arguments<LossParameters, typeof NAMES>;

/** A loss whose only arguments are reduction and name. */
abstract class SimpleLoss extends Loss {
  constructor(name: string, values: SimpleLossArguments) {
    super({ name, ...bindArguments<LossParameters>(NAMES, values) });
  }
}

/** Mean of the squared errors. @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/MeanSquaredError */
export class MeanSquaredError extends SimpleLoss {
  override readonly className = 'MeanSquaredError';

  constructor(...values: SimpleLossArguments) {
    super('mean_squared_error', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.meanSquaredError(yTrue, yPred);
  }
}

/** Mean of the absolute errors. @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/MeanAbsoluteError */
export class MeanAbsoluteError extends SimpleLoss {
  override readonly className = 'MeanAbsoluteError';

  constructor(...values: SimpleLossArguments) {
    super('mean_absolute_error', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.meanAbsoluteError(yTrue, yPred);
  }
}

/**
 * Mean of the errors in percent of the true value.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/MeanAbsolutePercentageError
 */
export class MeanAbsolutePercentageError extends SimpleLoss {
  override readonly className = 'MeanAbsolutePercentageError';

  constructor(...values: SimpleLossArguments) {
    super('mean_absolute_percentage_error', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.meanAbsolutePercentageError(yTrue, yPred);
  }
}

/**
 * Mean of the squared differences of log(1 + y).
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/MeanSquaredLogarithmicError
 */
export class MeanSquaredLogarithmicError extends SimpleLoss {
  override readonly className = 'MeanSquaredLogarithmicError';

  constructor(...values: SimpleLossArguments) {
    super('mean_squared_logarithmic_error', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.meanSquaredLogarithmicError(yTrue, yPred);
  }
}

/**
 * Mean of the logarithms of the hyperbolic cosines of the errors.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/LogCosh
 */
export class LogCosh extends SimpleLoss {
  override readonly className = 'LogCosh';

  constructor(...values: SimpleLossArguments) {
    super('log_cosh', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.logCosh(yTrue, yPred);
  }
}

/**
 * Mean of max(1 - yTrue yPred, 0), for labels -1 and 1, or 0 and 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/Hinge
 */
export class Hinge extends SimpleLoss {
  override readonly className = 'Hinge';

  constructor(...values: SimpleLossArguments) {
    super('hinge', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.hinge(yTrue, yPred);
  }
}

/**
 * Mean of max(1 - yTrue yPred, 0)², for labels -1 and 1, or 0 and 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/SquaredHinge
 */
export class SquaredHinge extends SimpleLoss {
  override readonly className = 'SquaredHinge';

  constructor(...values: SimpleLossArguments) {
    super('squared_hinge', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.squaredHinge(yTrue, yPred);
  }
}

/**
 * How far the class is from being ahead of all others by 1.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/CategoricalHinge
 */
export class CategoricalHinge extends SimpleLoss {
  override readonly className = 'CategoricalHinge';

  constructor(...values: SimpleLossArguments) {
    super('categorical_hinge', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.categoricalHinge(yTrue, yPred);
  }
}

/**
 * Kullback-Leibler divergence of two distributions.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/KLDivergence
 */
export class KLDivergence extends SimpleLoss {
  override readonly className = 'KLDivergence';

  constructor(...values: SimpleLossArguments) {
    super('kl_divergence', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.klDivergence(yTrue, yPred);
  }
}

/** Loss of a Poisson rate. @source https://www.tensorflow.org/api_docs/python/tf/keras/losses/Poisson */
export class Poisson extends SimpleLoss {
  override readonly className = 'Poisson';

  constructor(...values: SimpleLossArguments) {
    super('poisson', values);
  }

  override lossOf(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
    return functions.poisson(yTrue, yPred);
  }
}
