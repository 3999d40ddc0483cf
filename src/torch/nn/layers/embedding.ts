import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { noGrad } from '../../autograd/grad-mode.ts';
import { AssertionError } from '../../errors.ts';
import { tensor } from '../../operations/creation.ts';
import { reshape } from '../../operations/reshaping.ts';
import { defaultGenerator } from '../../random.ts';
import type { Tensor } from '../../tensor.ts';
import { embedding, type LookUpParameters } from '../functional/embedding.ts';
import { normal_ } from '../init.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';
import { formatKeywords } from '../python-values.ts';

interface EmbeddingParameters extends LookUpParameters {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
}

interface PretrainedParameters extends LookUpParameters {
  readonly embeddings: Tensor;
  /** Whether the table requires no gradient. */
  readonly freeze?: boolean;
}

const LOOK_UP_NAMES = ['paddingIdx', 'maxNorm', 'normType', 'scaleGradByFreq'] as const;
const NAMES = ['numEmbeddings', 'embeddingDim', ...LOOK_UP_NAMES] as const;
const PRETRAINED_NAMES = ['embeddings', 'freeze', ...LOOK_UP_NAMES] as const;

/**
 * A table of vectors, as torch.nn.Embedding: indices int64 of any shape -> float32 [..., embeddingDim].
 *
 * Call: `new Embedding(numEmbeddings, embeddingDim, paddingIdx, maxNorm, normType, scaleGradByFreq)`. The weight
 * [numEmbeddings, embeddingDim] starts normal, the row `paddingIdx` 0.
 *
 * @throws {AssertionError} when `paddingIdx` is no row.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
 */
export class Embedding extends Module {
  readonly numEmbeddings: number;
  readonly embeddingDim: number;
  readonly paddingIdx: number | null;
  readonly maxNorm: number | null;
  readonly normType: number;
  readonly scaleGradByFreq: boolean;
  weight: Parameter;

  constructor(...values: Arguments<EmbeddingParameters, typeof NAMES>) {
    super();
    const given = bindRequired<EmbeddingParameters>(NAMES, 2, values);
    const { numEmbeddings, embeddingDim, paddingIdx = null } = given;
    if (paddingIdx !== null && (paddingIdx >= numEmbeddings || paddingIdx < -numEmbeddings)) {
      throw new AssertionError(
        `Padding_idx must be within num_embeddings: ${paddingIdx} is no row of ${numEmbeddings}.`,
      );
    }
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    this.paddingIdx = paddingIdx !== null && paddingIdx < 0 ? paddingIdx + numEmbeddings : paddingIdx;
    this.maxNorm = given.maxNorm ?? null;
    this.normType = given.normType ?? 2;
    this.scaleGradByFreq = given.scaleGradByFreq ?? false;
    const table = defaultGenerator.normal(numEmbeddings * embeddingDim);
    if (this.paddingIdx !== null) table.fill(0, this.paddingIdx * embeddingDim, (this.paddingIdx + 1) * embeddingDim);
    this.weight = new Parameter(reshape(tensor(table), [numEmbeddings, embeddingDim]));
  }

  /**
   * A table with the rows of `embeddings` [rows, features], which are not trained unless `freeze` is false.
   *
   * Call: `Embedding.fromPretrained(embeddings, freeze, paddingIdx, maxNorm, normType, scaleGradByFreq)`.
   */
  static fromPretrained(...values: Arguments<PretrainedParameters, typeof PRETRAINED_NAMES>): Embedding {
    const given = bindRequired<PretrainedParameters>(PRETRAINED_NAMES, 1, values);
    const { embeddings, freeze = true, ...lookUp } = given;
    const [rows = 0, features = 0] = embeddings.shape;
    const table = new Embedding(0, features, { ...lookUp, paddingIdx: null });
    Object.assign(table, { numEmbeddings: rows, paddingIdx: lookUp.paddingIdx ?? null });
    table.weight = new Parameter(embeddings.detach(), !freeze);
    return table;
  }

  override forward(indices: Tensor): Tensor {
    const { weight, paddingIdx, maxNorm, normType, scaleGradByFreq } = this;
    return embedding(indices, weight, paddingIdx, maxNorm, normType, scaleGradByFreq);
  }

  /** Draws the table anew. */
  resetParameters(): void {
    normal_(this.weight);
    const { paddingIdx } = this;
    if (paddingIdx !== null) noGrad(() => this.weight.select(0, paddingIdx).zero_());
  }

  override extraRepr(): string {
    const { numEmbeddings, embeddingDim, paddingIdx, maxNorm, normType, scaleGradByFreq } = this;
    const options = formatKeywords({
      padding_idx: paddingIdx ?? undefined,
      max_norm: maxNorm ?? undefined,
      norm_type: normType === 2 ? undefined : normType,
      scale_grad_by_freq: scaleGradByFreq || undefined,
    });
    return `${numEmbeddings}, ${embeddingDim}${options === '' ? '' : `, ${options}`}`;
  }
}
