// It registers the gradients of tfjs, and has to do so before they are corrected here.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';

/** Gradients by kernel in place of tfjs's, whose values are not TensorFlow's, or which fail. */
const corrected: readonly tf.GradConfig[] = [
  // tfjs takes -1 at 0.
  { kernelName: 'Abs', inputsToSave: ['x'], gradFunc: (dy, saved) => ({ x: () => absGradient(only(dy), saved) }) },
  // tfjs takes 1 at 6.
  { kernelName: 'Relu6', inputsToSave: ['x'], gradFunc: (dy, saved) => ({ x: () => relu6Gradient(only(dy), saved) }) },
  // tfjs does not sum over the axes that a smaller operand was broadcast along.
  {
    kernelName: 'SquaredDifference',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => ({
      a: () => squaredDifferenceGradient(only(dy), saved),
      b: () => squaredDifferenceGradient(only(dy), saved.toReversed()),
    }),
  },
  // tfjs does not sum either; of two equal operands the first gets the gradient.
  ...[
    { kernelName: 'Maximum', isFirst: tf.greaterEqual },
    { kernelName: 'Minimum', isFirst: tf.lessEqual },
  ].map(({ kernelName, isFirst }) => ({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) => chosenGradient(only(dy), saved, isFirst),
  })),
  // tfjs gives each of several equal extremes the whole gradient.
  ...['Max', 'Min'].map((kernelName) => ({
    kernelName,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: extremeGradient,
  })),
  // tfjs calls a method that tensors have only when all of tfjs is loaded.
  { kernelName: 'Prod', inputsToSave: ['x'], gradFunc: productGradient },
];

/** Gradients of kernels that have none in tfjs, which then fails where a loss chooses by what they compare. */
const added: readonly tf.GradConfig[] = [
  ...['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'LogicalAnd', 'LogicalOr', 'NotEqual'].map(
    (kernelName): tf.GradConfig => ({
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_, [a, b]) => ({ a: noGradient(a), b: noGradient(b) }),
    }),
  ),
  { kernelName: 'LogicalNot', inputsToSave: ['x'], gradFunc: (_, [x]) => ({ x: noGradient(x) }) },
];

/** Gives every kernel its gradient: tfjs-core alone has none. */
export function registerGradients(): void {
  for (const config of corrected) {
    tf.unregisterGradient(config.kernelName);
    tf.registerGradient(config);
  }
  for (const config of added) tf.registerGradient(config);
}

function noGradient(x: tf.Tensor | undefined): () => tf.Tensor {
  return () => tf.zeros(x?.shape ?? []);
}

function absGradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor {
  return tf.mul(dy, tf.sign(tf.cast(input(saved), 'float32')));
}

function relu6Gradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor {
  const x = input(saved);
  return tf.mul(dy, tf.cast(tf.logicalAnd(tf.greater(x, 0), tf.less(x, 6)), 'float32'));
}

/** With respect to the first of the saved operands. */
function squaredDifferenceGradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor {
  const [own, other] = [input(saved), input(saved.slice(1))];
  return sumTo(own.shape, tf.mul(dy, tf.mul(2, tf.sub(own, other))));
}

/** The gradient goes to the operand that was chosen. */
function chosenGradient(dy: tf.Tensor, saved: readonly tf.Tensor[], isFirst: typeof tf.greaterEqual) {
  const [a, b] = [input(saved), input(saved.slice(1))];
  const share = (own: tf.Tensor, chosen: () => tf.Tensor) => () =>
    sumTo(own.shape, tf.mul(dy, tf.cast(chosen(), 'float32')));
  return { a: share(a, () => isFirst(a, b)), b: share(b, () => tf.logicalNot(isFirst(a, b))) };
}

/** A gradient summed over the axes along which its tensor was repeated. */
function sumTo(shape: number[], gradient: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}

/** Equal extremes share the gradient. */
function extremeGradient(dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[], attributes: tf.NamedAttrMap) {
  const x = () => {
    const [values, extreme] = [input(saved), input(saved.slice(1))];
    const axes = reducedAxes(attributes, values);
    const kept = values.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const chosen = tf.cast(tf.equal(values, tf.reshape(extreme, kept)), 'float32');
    return tf.div(tf.mul(tf.reshape(only(dy), kept), chosen), tf.sum(chosen, axes, true));
  };
  return { x };
}

/** The product of the others, also where a factor is 0: of those before it, times those after it. */
function productGradient(dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[], attributes: tf.NamedAttrMap) {
  const x = () => {
    const factors = input(saved);
    const reduced = reducedAxes(attributes, factors);
    const kept = factors.shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis));
    const order = [...kept, ...reduced];
    const moved = tf.transpose(factors, order);
    const rows = tf.reshape(moved, [only(dy).size, -1]);
    const others = tf.mul(tf.cumprod(rows, 1, true), tf.cumprod(rows, 1, true, true));
    const gradient = tf.mul(others, tf.reshape(only(dy), [-1, 1]));
    return tf.transpose(
      tf.reshape(gradient, moved.shape),
      order.map((_, axis) => order.indexOf(axis)),
    );
  };
  return { x };
}

/** Max calls them otherwise than Min and Prod; none means all. */
function reducedAxes({ axis, reductionIndices }: tf.NamedAttrMap, x: tf.Tensor): number[] {
  return tf.util.parseAxisParam((reductionIndices ?? axis) as number | number[], x.shape);
}

function only(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? input(dy) : dy;
}

function input(saved: readonly tf.Tensor[]): tf.Tensor {
  const [first] = saved;
  if (!first) throw new TypeError('A gradient lacks the tensor that its kernel should have saved.');
  return first;
}
