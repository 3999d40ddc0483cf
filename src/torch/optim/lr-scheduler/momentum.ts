import { ValueError } from '../../errors.ts';
import type { ParamGroup } from '../param-group.ts';
import { perGroup, type PerGroup } from './arguments.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

/** Where a scheduler that cycles the momentum keeps it. */
export interface MomentumCycle {
  /** Whether the momentum of the optimizer is the first of its `betas`, as Adam's. */
  readonly useBeta1: boolean;
  readonly baseMomentums: number[];
  readonly maxMomentums: number[];
}

/**
 * Finds the momentum of an optimizer and the limits for each of its groups.
 *
 * @throws {ValueError} when the optimizer has neither `momentum` nor `betas`, or a list has not one value a group.
 */
export function momentumCycle(
  optimizer: SchedulableOptimizer,
  baseMomentum: PerGroup<number>,
  maxMomentum: PerGroup<number>,
): MomentumCycle {
  const [group] = optimizer.paramGroups;
  if (group?.momentum === undefined && group?.betas === undefined) {
    throw new ValueError(
      'optimizer must support momentum or beta1 with the `cycleMomentum` option enabled: pass { cycleMomentum: false }.',
    );
  }
  return {
    useBeta1: group.betas !== undefined,
    baseMomentums: perGroup(baseMomentum, 'baseMomentum', optimizer),
    maxMomentums: perGroup(maxMomentum, 'maxMomentum', optimizer),
  };
}

/** Puts each group to its highest momentum, with which a cycle starts, and notes the limits there. */
export function startMomentum(optimizer: SchedulableOptimizer, cycle: MomentumCycle): void {
  optimizer.paramGroups.forEach((group, index) => {
    const [base, max] = [cycle.baseMomentums[index], cycle.maxMomentums[index]];
    if (base === undefined || max === undefined) return;
    setMomentum(group, max, cycle.useBeta1);
    group.maxMomentum = max;
    group.baseMomentum = base;
  });
}

export function setMomentum(group: ParamGroup, momentum: number, useBeta1: boolean): void {
  if (!useBeta1) group.momentum = momentum;
  else if (group.betas) group.betas = [momentum, group.betas[1]];
}
