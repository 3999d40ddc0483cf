import type { FrameworkRow } from './framework-row.ts';
import { deliveryRows } from './rows/delivery.ts';
import { hardwareRows } from './rows/hardware.ts';
import { layerRows } from './rows/layers.ts';
import { projectRows } from './rows/project.ts';
import { tensorRows } from './rows/tensors.ts';
import { trainingRows } from './rows/training.ts';

/** All rows of the comparison, group after group. */
export const frameworkRows: readonly FrameworkRow[] = [
  ...projectRows,
  ...tensorRows,
  ...layerRows,
  ...trainingRows,
  ...hardwareRows,
  ...deliveryRows,
];
