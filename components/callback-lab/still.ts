import { drawSchedules } from '../../src/training/callback-lab/draw-schedules.ts';
import type { DialectName, DrawnSchedule, LabSettings } from '../../src/training/protocol.ts';
import { computeAtBuild } from '../still/compute-at-build.ts';

/** The learning rate of each step ahead of a run, by the schedulers of both dialects. */
export function stillSchedules(lab: LabSettings): Promise<Readonly<Record<DialectName, DrawnSchedule>>> {
  return computeAtBuild(() => drawSchedules(lab));
}
