import type { ParamGroup } from '../param-group.ts';

/** What a scheduler needs to know of an optimizer. */
export interface SchedulableOptimizer {
  readonly paramGroups: readonly ParamGroup[];
  /** Calls of `step()` so far. Without it, a scheduler cannot tell that it is stepped before the optimizer. */
  readonly stepCount?: number;
}

/** How often each optimizer had been stepped when its first scheduler was made. */
const stepsBeforeScheduling = new WeakMap<SchedulableOptimizer, number>();

/** @throws {TypeError} when `value`, which may come from untyped code, has no groups of parameters. */
export function checkOptimizer(value: unknown): void {
  const isOptimizer = typeof value === 'object' && value !== null && 'paramGroups' in value;
  if (!isOptimizer) throw new TypeError(`${typeof value} is not an Optimizer: pass one of torch.optim first.`);
}

/** From now on `wasStepped` tells whether `optimizer` takes steps. */
export function watchSteps(optimizer: SchedulableOptimizer): void {
  const { stepCount } = optimizer;
  if (stepCount !== undefined && !stepsBeforeScheduling.has(optimizer)) stepsBeforeScheduling.set(optimizer, stepCount);
}

/** Whether `optimizer` took a step since its first scheduler was made; true where nobody knows. */
export function wasStepped(optimizer: SchedulableOptimizer): boolean {
  return optimizer.stepCount === undefined || optimizer.stepCount !== stepsBeforeScheduling.get(optimizer);
}

/** The learning rate of each group. */
export function learningRates({ paramGroups }: SchedulableOptimizer): number[] {
  return paramGroups.map(({ lr }) => lr);
}
