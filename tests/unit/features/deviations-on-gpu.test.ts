import { beforeAll, describe, test } from 'vitest';
import { startGpuStandIn } from '../support/gpu-stand-in.ts';
import { onGpu } from './deviations/torch-gpu.ts';

beforeAll(startGpuStandIn);

describe('PyTorch: deviations, on a GPU', () => {
  test.each(Object.entries(onGpu))('%s', async (_title, check) => {
    await check();
  });
});
