import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { stepValue } from '../../../engine/step-value.ts';
import { ValueError } from '../../errors.ts';
import { mul } from '../../operations/arithmetic.ts';
import { changeInPlace } from '../../operations/in-place.ts';
import { defaultGenerator } from '../../random.ts';
import { elementCount, type Shape } from '../../shape.ts';
import { Storage } from '../../storage.ts';
import { Tensor } from '../../tensor.ts';

interface DropoutParameters {
  /** Probability of an element to become 0. */
  readonly p?: number;
  readonly training?: boolean;
  /** Whether the input itself is changed. */
  readonly inplace?: boolean;
}

const NAMES = ['p', 'training', 'inplace'] as const;
type DropoutArguments = Arguments<DropoutParameters, typeof NAMES>;

/**
 * Sets elements to zero with probability `p` (0.5) while `training`, and scales the rest by 1/(1 - p). The mask comes
 * from the default generator, as PyTorch draws it.
 *
 * Call: `dropout(input, p, training, inplace)`.
 *
 * @throws {ValueError} when `p` is not from 0 to 1.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html
 */
export function dropout(input: Tensor, ...values: DropoutArguments): Tensor {
  return drop(input, input.shape, bindArguments<DropoutParameters>(NAMES, values));
}

/**
 * `dropout` of whole channels: input [N, C, ...].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout2d.html
 */
export function dropout2d(input: Tensor, ...values: DropoutArguments): Tensor {
  const maskShape = input.shape.map((size, axis) => (axis < 2 ? size : 1));
  return drop(input, maskShape, bindArguments<DropoutParameters>(NAMES, values));
}

function drop(input: Tensor, maskShape: Shape, given: Partial<DropoutParameters>): Tensor {
  const { p = 0.5, training = true, inplace = false } = given;
  if (!(p >= 0 && p <= 1)) throw new ValueError(`dropout probability has to be between 0 and 1, but got ${p}`);
  if (!training || p === 0 || input.numel() === 0) return input;
  const mask = maskOf(maskShape, p);
  return inplace ? changeInPlace(input, (before) => mul(before, mask)) : mul(input, mask);
}

/** A step that is replayed draws its mask anew, on the host: only there is the generator PyTorch's own. */
function maskOf(shape: Shape, p: number): Tensor {
  const count = elementCount(shape);
  const draw = () => {
    const kept = p === 1 ? new Uint8Array(count) : defaultGenerator.bernoulli(count, 1 - p);
    return Float32Array.from(kept, (each) => each / (1 - p || 1));
  };
  return new Tensor(Storage.fromDevice(stepValue(draw, shape)));
}
