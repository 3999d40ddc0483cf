import * as tf from '@tensorflow/tfjs-core';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { noGrad } from './grad-mode.ts';

/**
 * Reverse-mode differentiation: walks the tape from a scalar back to the leaves, and adds each leaf's gradient to its
 * `grad`, so that gradients accumulate until they are cleared, as in PyTorch.
 *
 * @throws {RuntimeError} when `root` is not a scalar, or requires no gradient.
 */
export function backward(root: Tensor): void {
  if (root.values.size !== 1) {
    throw new RuntimeError(
      `backward: grad can be implicitly created only for scalar outputs, got shape [${root.shape.join(', ')}]. ` +
        'Reduce it first, for example to its mean.',
    );
  }
  if (!root.requiresGrad) {
    throw new RuntimeError('backward: the tensor does not require grad and does not have a grad_fn.');
  }
  noGrad(() => {
    tf.tidy(() => {
      const gradients = new Map<Tensor, Tensor>([[root, new Tensor(tf.onesLike(root.values), { order: root.order })]]);
      for (const tensor of reverseTopologicalOrder(root)) {
        const gradient = gradients.get(tensor);
        if (!gradient) continue;
        if (tensor.gradFn) propagate(tensor, gradient, gradients);
        else accumulate(tensor, gradient);
        gradients.delete(tensor);
      }
    });
  });
}

/** Every tensor that requires a gradient, each after all tensors that were made from it. */
function reverseTopologicalOrder(root: Tensor): Tensor[] {
  const order: Tensor[] = [];
  const seen = new Set<Tensor>([root]);
  // An explicit stack: a long training graph would overflow the call stack.
  const stack: { readonly tensor: Tensor; next: number }[] = [{ tensor: root, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const input = top.tensor.gradFn?.inputs[top.next++];
    if (input) {
      if (input.requiresGrad && !seen.has(input)) {
        seen.add(input);
        stack.push({ tensor: input, next: 0 });
      }
    } else {
      order.push(top.tensor);
      stack.pop();
    }
  }
  return order.reverse();
}

function propagate(tensor: Tensor, gradient: Tensor, gradients: Map<Tensor, Tensor>): void {
  const { inputs = [], backward: differentiate } = tensor.gradFn ?? {};
  const needed = inputs.map((input) => input.requiresGrad);
  const inputGradients = differentiate?.(gradient, needed) ?? [];
  inputs.forEach((input, index) => {
    const inputGradient = inputGradients[index];
    if (!inputGradient || !needed[index]) return;
    const sum = gradients.get(input);
    gradients.set(input, sum ? add(sum, inputGradient) : inputGradient);
  });
}

function accumulate(leaf: Tensor, gradient: Tensor): void {
  if (leaf.grad) {
    leaf.grad.replaceValues(add(leaf.grad, gradient).values);
  } else {
    // Stored as the leaf is, so that an optimizer updates both as they lie. A clone, because the tape frees its own.
    const values = tf.keep(tf.clone(gradient.valuesIn(leaf.order)));
    leaf.grad = new Tensor(values, { order: leaf.order });
  }
}

function add(a: Tensor, b: Tensor): Tensor {
  return new Tensor(tf.add(a.values, b.valuesIn(a.order)), { order: a.order });
}
