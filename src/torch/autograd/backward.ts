import { RuntimeError } from '../errors.ts';
import { asCaller, freeAfterWork } from '../memory.ts';
import { formatShape, sameShape } from '../shape.ts';
import type { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { onesLike } from '../operations/creation.ts';
import { accumulateGrad, AccumulateGrad } from './accumulate-grad.ts';
import { withGradMode } from './grad-mode.ts';
import type { GradientHook, GradientNode } from './gradient-node.ts';
import { tellObserver } from './tape-observer.ts';

interface BackwardOptions {
  /** Keeps what the graph saved, so that it can run again. */
  readonly retainGraph: boolean;
  /** Records the computation of the gradients, so that they can be differentiated. */
  readonly createGraph: boolean;
}

/** Gradients that have arrived at the outputs of a node, and wait until all its users have run. */
type Arrived = (Tensor | null)[];

/**
 * Reverse-mode differentiation: walks the tape from `roots` back to the leaves and adds each leaf's gradient to its
 * `grad`, so that gradients accumulate until they are cleared.
 *
 * @param gradients of the roots; null for ones, which only a scalar may leave out.
 * @param inputs the tensors that get a gradient, and nobody else; null for all leaves.
 * @throws {RuntimeError} when a root is no scalar and has no gradient, or requires none, or `inputs` is empty.
 */
export function runBackward(
  roots: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
  options: BackwardOptions,
  inputs: readonly Tensor[] | null = null,
): void {
  if (!inputs) {
    walk(roots, gradients, options, (node, arrived) => node.apply(arrived));
    return;
  }
  if (inputs.length === 0) throw new RuntimeError('`inputs` argument to `backward()` cannot be empty.');
  const results = gradientsOf(roots, inputs, gradients, options);
  inputs.forEach((input, index) => {
    const [node] = input.gradientEdge;
    const gradient = results[index] ?? null;
    if (node instanceof AccumulateGrad) node.apply([gradient]);
    else if (gradient) accumulateGrad(input, gradient);
  });
}

/**
 * Gradients of `roots` with respect to `inputs` alone: nobody's `grad` changes. Null for an input that the roots do not
 * depend on. Nodes that lead to none of the inputs are left alone, with what they saved.
 */
export function gradientsOf(
  roots: readonly Tensor[],
  inputs: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
  options: BackwardOptions,
): (Tensor | null)[] {
  const results = inputs.map((): Tensor | null => null);
  const edges = inputs.map((input) => input.gradientEdge);
  const leading = nodesBefore(roots, new Set(edges.map(([target]) => target)));
  walk(
    roots,
    gradients,
    options,
    (node, arrived) => {
      edges.forEach(([target, outputNumber], index) => {
        if (target === node) results[index] = arrived[outputNumber] ?? null;
      });
      return leading.has(node) ? node.apply(arrived) : null;
    },
    () => results,
  );
  return results;
}

function walk(
  roots: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
  { retainGraph, createGraph }: BackwardOptions,
  visit: (node: GradientNode, arrived: Arrived) => readonly (Tensor | null)[] | null,
  results: () => readonly (Tensor | null)[] = () => [],
): void {
  const compute = () => {
    const arrived = new Map<GradientNode, Arrived>();
    roots.forEach((root, index) => {
      const [node, outputNumber] = root.gradientEdge;
      if (!node) throw noGradientError(index);
      send(arrived, node, outputNumber, rootGradient(root, gradients[index] ?? null, index));
    });
    for (const node of inBackwardOrder(roots)) {
      const waiting = arrived.get(node);
      if (!waiting) continue;
      arrived.delete(node);
      const gradients = afterHooks(node, waiting);
      tellObserver((observer) => observer.arrived(node, gradients));
      const inputGradients = visit(node, gradients);
      if (!inputGradients) continue;
      tellObserver((observer) => observer.sent(node, inputGradients));
      node.nextFunctions.forEach(([next, outputNumber], index) => {
        const gradient = inputGradients[index];
        if (next && gradient) send(arrived, next, outputNumber, gradient);
      });
      if (!retainGraph) node.release();
    }
  };
  withGradMode(createGraph, () => {
    // With a graph of the gradients, what they were computed from has to stay.
    if (createGraph) compute();
    else freeAfterWork(compute, () => storagesOf(results()));
  });
}

function send(arrived: Map<GradientNode, Arrived>, node: GradientNode, outputNumber: number, gradient: Tensor): void {
  const waiting = arrived.get(node) ?? node.outputShapes.map((): Tensor | null => null);
  const sum = waiting[outputNumber];
  waiting[outputNumber] = sum ? sum.add(gradient) : gradient;
  arrived.set(node, waiting);
}

/** Every node that can be reached, each after all nodes that use its outputs: a later operation has a larger number. */
function inBackwardOrder(roots: readonly Tensor[]): GradientNode[] {
  const reached = new Set<GradientNode>();
  // An explicit stack: a long graph would overflow the call stack.
  const stack = roots.flatMap((root) => root.gradientEdge[0] ?? []);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const [next] of node.nextFunctions) if (next) stack.push(next);
  }
  return [...reached].sort((a, b) => b.sequenceNumber - a.sequenceNumber);
}

/** The nodes from which gradients go on to one of `targets`. */
function nodesBefore(roots: readonly Tensor[], targets: ReadonlySet<GradientNode | null>): Set<GradientNode> {
  const before = new Set<GradientNode>();
  for (const node of inBackwardOrder(roots).reverse()) {
    const leads = node.nextFunctions.some(([next]) => next && (targets.has(next) || before.has(next)));
    if (leads) before.add(node);
  }
  return before;
}

/** Lets the hooks of a node's outputs see their gradients, and keeps those that retainGrad asked for. */
function afterHooks(node: GradientNode, arrived: Arrived): Arrived {
  return arrived.map((gradient, outputNumber) => {
    if (!gradient) return null;
    const seen = [...(node.hooks[outputNumber] ?? [])].reduce(applyHook, gradient);
    const retaining = node.retaining.get(outputNumber);
    if (retaining) retaining.grad = (seen.requiresGrad ? seen : seen.snapshot()).liveWith(retaining);
    return seen;
  });
}

function applyHook(gradient: Tensor, hook: GradientHook): Tensor {
  const replacement = asCaller([gradient.storage], () => hook(gradient));
  if (!(replacement instanceof Tensor)) return gradient;
  if (!sameShape(replacement.shape, gradient.shape)) {
    throw new RuntimeError(
      `hook '${hook.name || '<lambda>'}' has changed the size of value: the gradient has shape ` +
        `${formatShape(gradient.shape)}, and the hook returned ${formatShape(replacement.shape)}.`,
    );
  }
  return replacement;
}

function rootGradient(root: Tensor, gradient: Tensor | null, index: number): Tensor {
  if (!gradient) {
    if (root.numel() === 1) return onesLike(root);
    throw new RuntimeError(
      'grad can be implicitly created only for scalar outputs',
      `The shape is ${formatShape(root.shape)}: reduce it first, for example to its mean, or pass a gradient of that shape.`,
    );
  }
  if (sameShape(gradient.shape, root.shape)) return gradient;
  throw new RuntimeError(
    `Mismatch in shape: grad_output[${index}] has a shape of torch.Size(${formatShape(gradient.shape)}) and ` +
      `output[${index}] has a shape of torch.Size(${formatShape(root.shape)}).`,
  );
}

function noGradientError(index: number): RuntimeError {
  return new RuntimeError(
    `element ${index} of tensors does not require grad and does not have a grad_fn`,
    'Set requiresGrad on a leaf that it is computed from, outside of noGrad.',
  );
}

function storagesOf(tensors: readonly (Tensor | null)[]): Storage[] {
  return tensors.flatMap((tensor) => tensor?.storage ?? []);
}
