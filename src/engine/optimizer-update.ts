import { engine, mul, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { composedUpdate } from './composed-optimizer-update.ts';
import { hasKernel } from './own-kernel.ts';
import { HYPERPARAMETERS, stateCount, type OptimizerRule } from './optimizer-rule.ts';
import { stepValue } from './step-value.ts';

/**
 * The kernel that changes parameters and their states in place, on the backends that have one. It returns no tensor.
 *
 * Inputs: `parameter0, gradient0, state0_0, state0_1, ..., parameter1, ...`, and `hyperparameters`. Attributes: `rule`,
 * `count` of the parameters, and `stateCount`.
 */
export const OPTIMIZER_UPDATE = 'OptimizerUpdate';

/** A parameter, float32 of any shape, and what the optimizer keeps for it, of the same shape. */
export interface ParameterTensors {
  readonly parameter: Tensor;
  readonly states: readonly Tensor[];
}

/** A parameter that shall change along its gradient, which has the same shape. */
export interface ParameterUpdate extends ParameterTensors {
  readonly gradient: Tensor;
}

/**
 * One step of an optimizer for several parameters.
 *
 * They are changed in place where the backend can, and where nobody else has the same memory. A tensor whose memory a
 * clone or a reshape shares keeps its old values, and the new ones come in a tensor of their own. So a caller puts each
 * tensor that is returned in the place of the one that it gave. New ones belong to the tidy around.
 *
 * @param hyperparameters the numbers of the step, as `sgdHyperparameters` and `adamHyperparameters` order them. A step
 *   that is replayed calls it again.
 * @throws {Error} when a gradient or a state has another shape than its parameter, or a parameter is there twice.
 */
export function updateParameters(
  rule: OptimizerRule,
  updates: readonly ParameterUpdate[],
  hyperparameters: () => Float32Array,
): ParameterTensors[] {
  updates.forEach(requireOneShape);
  if (new Set(updates.map(({ parameter }) => parameter)).size < updates.length) {
    throw new Error('updateParameters: a parameter is there twice. Give it once, with the sum of its gradients.');
  }
  const updated = tidy(() => {
    const numbers = stepValue(hyperparameters, [HYPERPARAMETERS[rule.kind].length]);
    const update = hasKernel(OPTIMIZER_UPDATE) ? changeInPlace : composeAll;
    // As lists, which a tidy looks into.
    return update(rule, updates, numbers).map(({ parameter, states }): [Tensor, ...Tensor[]] => [parameter, ...states]);
  });
  return updated.map(([parameter, ...states]) => ({ parameter, states }));
}

function changeInPlace(rule: OptimizerRule, updates: readonly ParameterUpdate[], numbers: Tensor): ParameterTensors[] {
  const owned = withOwnMemory(updates);
  const attributes = { rule: { ...rule }, count: owned.length, stateCount: stateCount(rule) };
  engine().runKernel(OPTIMIZER_UPDATE, { ...namedInputs(owned), hyperparameters: numbers }, attributes);
  return owned;
}

function composeAll(rule: OptimizerRule, updates: readonly ParameterUpdate[], numbers: Tensor): ParameterTensors[] {
  return updates.map((update) => composedUpdate(rule, update, numbers));
}

function requireOneShape({ parameter, gradient, states }: ParameterUpdate): void {
  const other = [gradient, ...states].find(({ shape }) => String(shape) !== String(parameter.shape));
  if (!other) return;
  throw new Error(
    `updateParameters: the parameter has shape [${parameter.shape.join(', ')}], its gradient or state ` +
      `[${other.shape.join(', ')}]. Give them the same shape.`,
  );
}

/** Parameters and states that share their memory are copied, so that a change in place reaches nobody else. */
function withOwnMemory(updates: readonly ParameterUpdate[]): ParameterUpdate[] {
  const uses = new Map<object, number>();
  for (const { dataId } of updates.flatMap(({ parameter, gradient, states }) => [parameter, gradient, ...states])) {
    uses.set(dataId, (uses.get(dataId) ?? 0) + 1);
  }
  const own = (tensor: Tensor) => {
    const isOwner = uses.get(tensor.dataId) === 1 && engine().backend.refCount(tensor.dataId) === 1;
    return isOwner ? tensor : copyOf(tensor);
  };
  return updates.map(({ parameter, gradient, states }) => ({
    parameter: own(parameter),
    gradient,
    states: states.map(own),
  }));
}

/** The same values in memory of their own: tfjs's clone would share it, and a sum with 0 would lose the sign of a 0. */
function copyOf(tensor: Tensor): Tensor {
  return mul(tensor, 1);
}

function namedInputs(updates: readonly ParameterUpdate[]): Record<string, Tensor> {
  const inputs: Record<string, Tensor> = {};
  updates.forEach(({ parameter, gradient, states }, index) => {
    inputs[`parameter${index}`] = parameter;
    inputs[`gradient${index}`] = gradient;
    states.forEach((state, number) => (inputs[`state${index}_${number}`] = state));
  });
  return inputs;
}
