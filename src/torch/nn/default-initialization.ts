import { biasBound, kaimingBound } from '../random/initialization.ts';
import { defaultGenerator } from '../random.ts';
import { elementCount, type Shape } from '../shape.ts';
import type { AxisOrder } from '../storage.ts';
import { kaimingUniform_, uniform_ } from './init.ts';
import { Parameter, parameterIn } from './parameter.ts';

/** The slope with which linear layers and convolutions call kaiming_uniform_: the bound becomes 1 / √fan in. */
const SLOPE = Math.sqrt(5);

/** A weight [out, in, ...] of a linear layer or a convolution, from the default generator, stored in `order`. */
export function initialWeight(shape: Shape, order: AxisOrder): Parameter {
  const bound = kaimingBound(shape, { a: SLOPE });
  return parameterIn(order, defaultGenerator.uniform(elementCount(shape), -bound, bound), shape);
}

/** Draws a weight and its bias anew, as when the layer was made. */
export function redraw(weight: Parameter, bias: Parameter | null): void {
  kaimingUniform_(weight, { a: SLOPE });
  const bound = biasBound(weight.shape);
  if (bias) uniform_(bias, -bound, bound);
}

/** The bias that belongs to a weight of `weightShape`. */
export function initialBias(size: number, weightShape: Shape): Parameter {
  const bound = biasBound(weightShape);
  return new Parameter(defaultGenerator.uniform(size, -bound, bound));
}
