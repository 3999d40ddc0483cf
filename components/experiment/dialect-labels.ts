import type { DialectName } from '../../src/training/protocol.ts';

export const dialectLabels: Readonly<Record<DialectName, string>> = { torch: 'PyTorch', keras: 'Keras' };
