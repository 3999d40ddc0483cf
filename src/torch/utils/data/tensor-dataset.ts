import { AssertionError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { Dataset } from './dataset.ts';
import { gather } from './sample-access.ts';

/**
 * Samples that lie along the first axis of tensors: sample i is [tensors[0][i], tensors[1][i], ...].
 *
 * Call: `new TensorDataset(inputs, targets)`.
 *
 * @throws {AssertionError} when the first axes differ in length.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.TensorDataset
 */
export class TensorDataset<Tensors extends readonly Tensor[] = readonly Tensor[]> extends Dataset<{
  [Part in keyof Tensors]: Tensor;
}> {
  readonly tensors: Tensors;
  readonly length: number;

  constructor(...tensors: Tensors) {
    super();
    const lengths = tensors.map((tensor) => tensor.size(0));
    this.tensors = tensors;
    this.length = lengths[0] ?? 0;
    if (lengths.some((length) => length !== this.length)) {
      throw new AssertionError(
        `Size mismatch between tensors: their first axes have ${lengths.join(', ')} entries`,
        'Give all the same number.',
      );
    }
  }

  /** Views of the tensors. @throws {IndexError} when there is no such sample. */
  override getItem(index: number): { [Part in keyof Tensors]: Tensor } {
    return this.#each((tensor) => tensor.select(0, index));
  }

  getBatch(indices: readonly number[]): { [Part in keyof Tensors]: Tensor } {
    return this.#each((tensor) => gather(tensor, indices));
  }

  #each(part: (tensor: Tensor) => Tensor): { [Part in keyof Tensors]: Tensor } {
    return this.tensors.map(part) as { [Part in keyof Tensors]: Tensor };
  }
}
