import type { LocalDerivative, TensorNumbers } from '../autograd-protocol.ts';

/**
 * The shortest way to write a local derivative.
 *
 * @param jacobian [elements of the output, elements of the input].
 * @param gradient that arrived at the output, in its shape.
 * @param inputShape of the input.
 */
export function localDerivative(
  jacobian: TensorNumbers,
  gradient: TensorNumbers,
  inputShape: readonly number[],
): LocalDerivative<TensorNumbers> {
  const { dtype } = jacobian;
  const elementwise = elementwiseDerivative(jacobian, gradient.shape, inputShape);
  if (elementwise) {
    const summedAxes = broadcastAxes(inputShape, gradient.shape);
    const products = elementwise.map((value, index) => value * (gradient.values[index] ?? 0));
    return {
      form: 'elementwise',
      tensor: { dtype, shape: gradient.shape, values: elementwise },
      summedAxes,
      unsummed: summedAxes.length > 0 ? { dtype, shape: gradient.shape, values: products } : null,
    };
  }
  if (gradient.values.length === 1) return { form: 'gradient', tensor: { ...jacobian, shape: inputShape } };
  return { form: 'matrix', tensor: jacobian };
}

/** For each element of the output its derivative with respect to its own element of the input; null where others count. */
function elementwiseDerivative(
  { values }: TensorNumbers,
  shape: readonly number[],
  inputShape: readonly number[],
): readonly number[] | null {
  const inputs = inputShape.reduce((product, size) => product * size, 1);
  const sources = broadcastSources(inputShape, shape);
  if (!sources) return null;
  const isOwn = (index: number) => sources[Math.floor(index / inputs)] === index % inputs;
  if (values.some((value, index) => value !== 0 && !isOwn(index))) return null;
  return sources.map((source, output) => values[output * inputs + source] ?? 0);
}

/** For each element of `shape` the element of `inputShape` that broadcasting puts there; null where it does not. */
function broadcastSources(inputShape: readonly number[], shape: readonly number[]): readonly number[] | null {
  const missing = shape.length - inputShape.length;
  if (missing < 0) return null;
  const padded = shape.map((_, axis) => inputShape[axis - missing] ?? 1);
  if (padded.some((size, axis) => size !== 1 && size !== shape[axis])) return null;
  let sources = [0];
  padded.forEach((size, axis) => {
    const steps = Array.from({ length: shape[axis] ?? 1 }, (_, step) => (size === 1 ? 0 : step));
    sources = sources.flatMap((source) => steps.map((step) => source * size + step));
  });
  return sources;
}

/** The axes along which an input was repeated. An axis of size 1 repeats nothing. */
function broadcastAxes(inputShape: readonly number[], shape: readonly number[]): readonly number[] {
  const missing = shape.length - inputShape.length;
  return shape.flatMap((size, axis) =>
    size !== 1 && (axis < missing || inputShape[axis - missing] === 1) ? [axis] : [],
  );
}
