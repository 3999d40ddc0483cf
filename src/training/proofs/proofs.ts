import * as autograd from './autograd.ts';
import * as batchNorm from './batch-norm.ts';
import * as convInit from './conv-init.ts';
import * as crossEntropy from './cross-entropy.ts';
import * as denseInit from './dense-init.ts';
import * as dropout from './dropout.ts';
import * as dtypes from './dtypes.ts';
import * as graphs from './graphs.ts';
import * as imageLayout from './image-layout.ts';
import * as loop from './loop.ts';
import * as mutability from './mutability.ts';
import * as optimizers from './optimizers.ts';
import * as padding from './padding.ts';
import * as parameters from './parameters.ts';
import type { ProofName } from '../proof-protocol.ts';
import type { ProofPrograms } from './proof-program.ts';
import * as schedules from './schedules.ts';
import * as shapes from './shapes.ts';

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
