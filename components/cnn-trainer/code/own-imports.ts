import { isDownloaded } from '../../../src/datasets/describe.ts';
import { ownDataImports } from '../../../src/export/own-data.ts';
import { pillowImports } from '../../../src/export/pillow-imports.ts';
import type { DatasetChoice } from '../../../src/training/protocol.ts';

/** Imports of a program that reads or computes its data itself; none where a framework downloads it. */
export function ownImports(dataset: DatasetChoice): string[] {
  if (isDownloaded(dataset)) return [];
  const files = typeof dataset === 'object' ? [...ownDataImports(dataset), 'import os', ''] : [];
  return [...files, 'import numpy', ...pillowImports(dataset)];
}
