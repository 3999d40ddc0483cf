/** What the page says that PyTorch raises, held against what the dialect raises, which real PyTorch judges. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { InputStatingLayer } from '../../../src/network/stated-input.ts';
import { statedInputError } from '../../../src/network/stated-input.ts';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const conv = { type: 'conv2d', filters: 32, kernelSize: 3, activation: 'relu' } as const;
const dense = { type: 'dense', units: 64, activation: 'relu' } as const;

/** The first sentence of what the forward of a module raises. */
function raisedBy(module: torch.nn.Module, shape: readonly number[]): string {
  try {
    module.forward(torch.zeros([...shape]));
    return '';
  } catch (error) {
    return error instanceof torch.RuntimeError ? `RuntimeError: ${error.message}` : '';
  }
}

describe('the error of a stated input size', () => {
  test('of a convolution is PyTorch’s', () => {
    const error = statedInputError({ ...conv, statedInput: 5 }, [28, 30, 1], 16);
    expect(error).toContain('to have 5 channels, but got 1 channels');
    expect(raisedBy(new torch.nn.Conv2d(5, 32, 3), [16, 1, 28, 30])).toContain(error);
  });

  test('of a dense layer is PyTorch’s', () => {
    const error = statedInputError({ ...dense, statedInput: 100 }, [1024], 32);
    expect(error).toContain('(32x1024 and 100x64)');
    expect(raisedBy(new torch.nn.Linear(100, 64), [32, 1024])).toContain(error);
  });

  test.each<[InputStatingLayer, number[]]>([
    [conv, [28, 28, 3]],
    [{ ...conv, statedInput: 3 }, [28, 28, 3]],
    [dense, [576]],
    [{ ...dense, statedInput: 576 }, [576]],
  ])('is none where the size fits or is not stated: %j', (layer, shape) => {
    expect(statedInputError(layer, shape, 8)).toBeNull();
  });
});
