import { beforeAll, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

test('a module prints as PyTorch prints it', () => {
  const model = new torch.nn.Sequential(new torch.nn.Conv2d(1, 2, 3), new torch.nn.ReLU());
  expect(String(model)).toBe('Sequential(\n  (0): Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))\n  (1): ReLU()\n)');
});
