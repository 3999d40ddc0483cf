import type { SourceSystem } from './source-system.ts';
import { videoSystems } from './systems/000.ts';
import { digitsSystems } from './systems/001.ts';
import { gradientsSystems } from './systems/002.ts';
import { abstractionSystems } from './systems/003.ts';
import { headToHeadSystems } from './systems/004.ts';

/** Everything that the five sources show and report, source by source. tests/unit/content/source-systems.test.ts keeps it true. */
export const sourceSystems: readonly SourceSystem[] = [
  ...videoSystems,
  ...digitsSystems,
  ...gradientsSystems,
  ...abstractionSystems,
  ...headToHeadSystems,
];
