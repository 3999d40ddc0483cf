import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { AssertionError } from '../../errors.ts';
import { tensor } from '../../operations/creation.ts';
import { reshape } from '../../operations/reshaping.ts';
import { defaultGenerator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import { embedding } from '../functional/embedding.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';

interface EmbeddingParameters {
  /** Row of zeros that gets no gradient; a negative one counts from the end. */
  readonly paddingIdx?: number | null;
}

interface PretrainedParameters extends EmbeddingParameters {
  /** Whether the table requires no gradient. */
  readonly freeze?: boolean;
}

/**
 * A table of vectors, as torch.nn.Embedding: indices int64 of any shape -> float32 [..., embeddingDim].
 *
 * Call: `new Embedding(numEmbeddings, embeddingDim, paddingIdx)`. The weight [numEmbeddings, embeddingDim] starts normal.
 *
 * @throws {AssertionError} when `paddingIdx` is no row.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  weight: Parameter;

  constructor(numEmbeddings: number, embeddingDim: number, ...values: Arguments<EmbeddingParameters, ['paddingIdx']>) {
    super();
    const { paddingIdx = null } = bindArguments<EmbeddingParameters>(['paddingIdx'], values);
    if (paddingIdx !== null && (paddingIdx >= numEmbeddings || paddingIdx < -numEmbeddings)) {
      throw new AssertionError(
        `Padding_idx must be within num_embeddings: ${paddingIdx} is no row of ${numEmbeddings}.`,
      );
    }
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.paddingIdx = paddingIdx !== null && paddingIdx < 0 ? paddingIdx + numEmbeddings : paddingIdx;
    const table = defaultGenerator.normal(numEmbeddings * embeddingDim);
    if (this.paddingIdx !== null) table.fill(0, this.paddingIdx * embeddingDim, (this.paddingIdx + 1) * embeddingDim);
    this.weight = new Parameter(reshape(tensor(table), [numEmbeddings, embeddingDim]));
  }

  /** A table with the rows of `embeddings` [rows, features]. Call: `Embedding.fromPretrained(embeddings, freeze, paddingIdx)`. */
  static fromPretrained(
    embeddings: Tensor,
    ...values: Arguments<PretrainedParameters, ['freeze', 'paddingIdx']>
  ): Embedding {
    const { freeze = true, paddingIdx = null } = bindArguments<PretrainedParameters>(['freeze', 'paddingIdx'], values);
    const [rows = 0, features = 0] = embeddings.shape;
    const table = new Embedding(0, features);
    Object.assign(table, { numEmbeddings: rows, paddingIdx });
    table.weight = new Parameter(embeddings.detach(), !freeze);
    return table;
  }

  override forward(indices: Tensor): Tensor {
    return embedding(indices, this.weight, this.paddingIdx);
  }

  override extraRepr(): string {
    const padding = this.paddingIdx === null ? '' : `, padding_idx=${this.paddingIdx}`;
    return `${this.numEmbeddings}, ${this.embeddingDim}${padding}`;
  }
}
