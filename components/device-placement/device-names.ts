import type { PlacedDeviceName } from '../../src/training/protocol.ts';
import { backendLabels } from '../experiment/backends.ts';

export const deviceNames: Readonly<Record<PlacedDeviceName, string>> = { ...backendLabels, cpu: 'plain JavaScript' };
