/** What is alike in the rules of all optimizers. Plain data: the rule is an attribute of a kernel. */
interface CommonRule {
  /** In whose order numbers are rounded, and what its states hold; see the formulas of `sgd` and `adam`. */
  readonly arithmetic: 'pytorch' | 'keras';
  /** Whether the decay enters the gradient, or shrinks the parameter beside the update. */
  readonly weightDecay: 'none' | 'coupled' | 'decoupled';
  /** Whether to go up the gradient instead of down. */
  readonly maximize: boolean;
}

/**
 * Gradient descent, with g the gradient, p the parameter and b the state of momentum:
 *
 * - pytorch: b ← momentum · b + gradientShare · g; p ← p - lr · b, or with `nesterov` p - lr · (g + momentum · b)
 * - keras: b ← momentum · b - lr · g; p ← p + b, or with `nesterov` p + (momentum · b - lr · g)
 */
export interface SgdRule extends CommonRule {
  readonly kind: 'sgd';
  readonly momentum: boolean;
  readonly nesterov: boolean;
}

/**
 * Adam, with m and v the running means of g and g², and with `amsgrad` the largest v so far in the place of v:
 *
 * - pytorch: m ← m + (1 - β1)(g - m); v ← β2 v + (1 - β2) g²; p ← p - size · m / (√v / rootCorrection + ε)
 * - keras: m ← m + (1 - β1)(g - m); v ← v + (1 - β2)(g² - v); p ← p - size · m / (√v + ε)
 */
export interface AdamRule extends CommonRule {
  readonly kind: 'adam';
  readonly amsgrad: boolean;
}

/** How an optimizer changes parameters, apart from the numbers of a step. */
export type OptimizerRule = SgdRule | AdamRule;

/** The numbers of one step of gradient descent. */
export interface SgdNumbers {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly momentum: number;
  /** Factor of the gradient in PyTorch's momentum: 1 - dampening, at the first step 1. */
  readonly gradientShare: number;
}

/** The numbers of one step of Adam. */
export interface AdamNumbers {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** From 1. */
  readonly step: number;
}

/**
 * The hyperparameters of a step, in the order in which their tensor has them. `decay` is the factor of weight decay:
 * where it is coupled, of the parameter in the gradient; where it is decoupled, the share of the parameter that stays in
 * PyTorch's arithmetic, and that goes in Keras's.
 */
export const HYPERPARAMETERS = {
  sgd: ['learningRate', 'decay', 'momentum', 'gradientShare'],
  adam: ['stepSize', 'decay', 'meanShare', 'beta2', 'squareShare', 'epsilon', 'rootCorrection'],
} as const;

/** How many tensors a rule keeps for each parameter: momentum; or m, v and with `amsgrad` the largest v. */
export function stateCount(rule: OptimizerRule): number {
  if (rule.kind === 'sgd') return rule.momentum ? 1 : 0;
  return rule.amsgrad ? 3 : 2;
}

/** The hyperparameters of a step of gradient descent, computed in double precision. */
export function sgdHyperparameters(rule: SgdRule, numbers: SgdNumbers): Float32Array {
  const { learningRate, momentum, gradientShare } = numbers;
  return Float32Array.of(learningRate, decayOf(rule, numbers), momentum, gradientShare);
}

/** The hyperparameters of a step of Adam, computed in double precision. */
export function adamHyperparameters(rule: AdamRule, numbers: AdamNumbers): Float32Array {
  const { learningRate, beta1, beta2, epsilon, step } = numbers;
  const correction = 1 - beta1 ** step;
  const rootCorrection = Math.sqrt(1 - beta2 ** step);
  // Keras corrects the second mean in the size of the step.
  const corrected = rule.arithmetic === 'keras' ? learningRate * rootCorrection : learningRate;
  const decay = decayOf(rule, numbers);
  return Float32Array.of(corrected / correction, decay, 1 - beta1, beta2, 1 - beta2, epsilon, rootCorrection);
}

function decayOf(rule: OptimizerRule, { learningRate, weightDecay }: SgdNumbers | AdamNumbers): number {
  if (rule.weightDecay !== 'decoupled') return weightDecay;
  return rule.arithmetic === 'pytorch' ? 1 - learningRate * weightDecay : weightDecay * learningRate;
}
