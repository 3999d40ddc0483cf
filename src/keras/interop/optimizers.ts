import * as optim from '../../torch/optim/index.ts';
import { ValueError } from '../errors.ts';
import { Adadelta, Adagrad, Adam, AdamW, RMSprop, SGD, schedules, type Optimizer } from '../optimizers/index.ts';

type TorchOptimizer = optim.SGD | optim.Adam | optim.RMSprop | optim.Adagrad | optim.Adadelta;

/**
 * A new optimizer of Keras that changes weights as one of PyTorch does, both at their first step.
 *
 * SGD and Adadelta compute the same. The others differ in where ε stands:
 *
 * - Adam divides by √v / √(1 - β2ᵗ) + eps in PyTorch and, written in the same way, by √v / √(1 - β2ᵗ) + ε / √(1 - β2ᵗ) in
 *   Keras. No constant ε makes them equal at all steps. ε = eps √(1 - β2) does at the first, where Adam's steps are
 *   largest against their gradients; later Keras's term falls from eps towards ε, so the two never differ by more than
 *   eps beside √v̂: of a gradient of 1e-4 and eps = 1e-8, by 1e-4 of a step.
 * - RMSprop and Adagrad divide by √v + eps in PyTorch and by √(v + ε) in Keras. With ε = eps² these are equal where one of
 *   v and eps is nothing beside the other.
 *
 * With momentum Keras keeps the learning rate inside of the velocity: change it on the way, and the two part.
 *
 * @throws {ValueError} for what Keras does not have: groups of parameters, `maximize`, `dampening`, weight decay inside of
 *   the gradient.
 */
export function kerasOptimizer(optimizer: TorchOptimizer): Optimizer {
  if (optimizer instanceof optim.SGD) {
    const { lr, momentum, nesterov, dampening, ...rest } = onlyGroup(optimizer);
    if (dampening !== 0) throw notInKeras(`a dampening of ${dampening}`, 'Leave it 0.');
    requireNoPenalty(rest);
    return new SGD({ learningRate: lr, momentum, nesterov });
  }
  if (optimizer instanceof optim.Adam) return kerasAdam(optimizer);
  if (optimizer instanceof optim.RMSprop) {
    const { lr, alpha, eps, momentum, centered, ...rest } = onlyGroup(optimizer);
    requireNoPenalty(rest);
    return new RMSprop({ learningRate: lr, rho: alpha, epsilon: eps ** 2, momentum, centered });
  }
  if (optimizer instanceof optim.Adagrad) {
    const { lr, lrDecay, initialAccumulatorValue, eps, ...rest } = onlyGroup(optimizer);
    requireNoPenalty(rest);
    const learningRate = lrDecay === 0 ? lr : new schedules.InverseTimeDecay(lr, 1, lrDecay);
    return new Adagrad({ learningRate, initialAccumulatorValue, epsilon: eps ** 2 });
  }
  const { lr, rho, eps, ...rest } = onlyGroup(optimizer);
  requireNoPenalty(rest);
  return new Adadelta({ learningRate: lr, rho, epsilon: eps });
}

function kerasAdam(optimizer: optim.Adam): Optimizer {
  const { lr, betas, eps, amsgrad, decoupledWeightDecay, weightDecay, maximize } = onlyGroup(optimizer);
  const [beta1, beta2] = betas;
  const common = { learningRate: lr, beta1, beta2, epsilon: eps * Math.sqrt(1 - beta2), amsgrad };
  if (decoupledWeightDecay) {
    requireNoPenalty({ weightDecay: 0, maximize });
    return new AdamW({ ...common, weightDecay });
  }
  requireNoPenalty({ weightDecay, maximize });
  return new Adam(common);
}

/** The options of all parameters. */
function onlyGroup<Group extends object>({ paramGroups }: { readonly paramGroups: readonly Group[] }): Group {
  const [group] = paramGroups;
  if (!group || paramGroups.length > 1) {
    throw notInKeras(`${paramGroups.length} groups of parameters`, 'Give the optimizer all parameters as one group.');
  }
  return group;
}

function requireNoPenalty({
  weightDecay,
  maximize,
}: {
  readonly weightDecay: number;
  readonly maximize: boolean;
}): void {
  if (maximize) throw notInKeras('maximize', 'Minimize the negative loss.');
  if (weightDecay === 0) return;
  throw notInKeras(
    `a weight decay of ${weightDecay} inside of the gradient`,
    'Take AdamW, or give the layers of Keras regularizers.L2(weightDecay / 2), which also count in the loss.',
  );
}

function notInKeras(what: string, fix: string): ValueError {
  return new ValueError(`kerasOptimizer: the optimizers of Keras do not have ${what}. ${fix}`);
}
