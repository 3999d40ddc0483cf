import type { ProofName } from '../proof-protocol.ts';
import { autograd } from './autograd.ts';
import { batchNorm } from './batch-norm.ts';
import { convInit } from './conv-init.ts';
import { crossEntropy } from './cross-entropy.ts';
import { denseInit } from './dense-init.ts';
import { dropout } from './dropout.ts';
import { dtypes } from './dtypes.ts';
import { graphs } from './graphs.ts';
import { imageLayout } from './image-layout.ts';
import { loop } from './loop.ts';
import { mutability } from './mutability.ts';
import { optimizers } from './optimizers.ts';
import { padding } from './padding.ts';
import { parameters } from './parameters.ts';
import { schedules } from './schedules.ts';
import { shapes } from './shapes.ts';
import type { ProofPrograms } from './proof-program.ts';

/** The programs of every proof, by the name of its row in the comparison. */
export const proofs: Readonly<Record<ProofName, ProofPrograms>> = {
  graphs,
  autograd,
  mutability,
  dtypes,
  'image-layout': imageLayout,
  'dense-init': denseInit,
  'conv-init': convInit,
  'batch-norm': batchNorm,
  'cross-entropy': crossEntropy,
  padding,
  shapes,
  parameters,
  dropout,
  optimizers,
  loop,
  schedules,
};
