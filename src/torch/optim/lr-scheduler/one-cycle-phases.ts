import type { ParamGroup } from '../param-group.ts';

/** The options of a group between which OneCycleLR moves. */
export type GroupLimit = keyof Pick<ParamGroup, 'initialLr' | 'maxLr' | 'minLr' | 'maxMomentum' | 'baseMomentum'>;

/** A part of the cycle, between two limits of the rate and two of the momentum. */
export interface SchedulePhase {
  /** The step at which the phase ends, which may have a fraction. */
  readonly endStep: number;
  readonly startLr: GroupLimit;
  readonly endLr: GroupLimit;
  readonly startMomentum: GroupLimit;
  readonly endMomentum: GroupLimit;
}

/** Up and down; with `threePhase` up, as fast down to the first rate, and on to the lowest. */
export function schedulePhases(totalSteps: number, pctStart: number, threePhase: boolean): SchedulePhase[] {
  const up: SchedulePhase = {
    endStep: pctStart * totalSteps - 1,
    startLr: 'initialLr',
    endLr: 'maxLr',
    startMomentum: 'maxMomentum',
    endMomentum: 'baseMomentum',
  };
  const down = { startLr: 'maxLr', startMomentum: 'baseMomentum', endMomentum: 'maxMomentum' } as const;
  const end = { endStep: totalSteps - 1, endLr: 'minLr' } as const;
  if (!threePhase) return [up, { ...down, ...end }];
  const back: SchedulePhase = { ...down, endStep: 2 * pctStart * totalSteps - 2, endLr: 'initialLr' };
  return [up, back, { ...end, startLr: 'initialLr', startMomentum: 'maxMomentum', endMomentum: 'maxMomentum' }];
}
