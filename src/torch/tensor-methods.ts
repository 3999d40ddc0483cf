/** The functions that are methods of a tensor as well: the tensor is their first argument. */
import type { RestArguments } from '../calling-convention/rest-arguments.ts';
import * as ofOneTensor from './autograd/of-one-tensor.ts';
import * as arithmetic from './operations/arithmetic.ts';
import * as copying from './operations/copying.ts';
import { relu } from './operations/activations.ts';
import * as bounds from './operations/bounds.ts';
import * as combination from './operations/combination.ts';
import * as comparison from './operations/comparison.ts';
import * as cumulative from './operations/cumulative.ts';
import * as division from './operations/division.ts';
import * as exponential from './operations/exponential.ts';
import * as extremes from './operations/extremes.ts';
import { inPlaceFunctions } from './operations/in-place-arithmetic.ts';
import * as inPlaceRandom from './operations/in-place-random.ts';
import * as logarithmsOfTwo from './operations/logarithms-of-two.ts';
import * as logic from './operations/logic.ts';
import * as matmul from './operations/matmul.ts';
import * as matrixSums from './operations/matrix-sums.ts';
import { dist, norm } from './operations/norms.ts';
import * as powers from './operations/powers.ts';
import { bernoulli, multinomial } from './operations/random-tensors.ts';
import * as rounding from './operations/rounding.ts';
import * as softmax from './operations/softmax.ts';
import * as sorting from './operations/sorting.ts';
import * as statistics from './operations/statistics.ts';
import * as sums from './operations/sums.ts';
import * as triangles from './operations/triangles.ts';
import * as trigonometry from './operations/trigonometry.ts';
import { whereMethod } from './operations/where.ts';
import * as newTensors from './operations/new-tensors.ts';
import * as axes from './operations/axes.ts';
import * as conversion from './operations/conversion.ts';
import * as expanding from './operations/expanding.ts';
import * as gathering from './operations/gathering.ts';
import * as inPlaceScattering from './operations/in-place-scattering.ts';
import * as indexing from './operations/indexing.ts';
import * as memoryLayout from './operations/memory-layout.ts';
import * as reading from './operations/reading.ts';
import * as repeating from './operations/repeating.ts';
import * as representation from './operations/representation.ts';
import * as reshaping from './operations/reshaping.ts';
import * as scattering from './operations/scattering.ts';
import * as slicing from './operations/slicing.ts';
import * as splitting from './operations/splitting.ts';
import { expand } from './operations/expand.ts';
import { Tensor } from './tensor.ts';

const functions = {
  ...ofOneTensor,
  ...arithmetic,
  ...copying,
  ...bounds,
  ...combination,
  ...comparison,
  ...cumulative,
  ...division,
  ...exponential,
  ...extremes,
  ...inPlaceFunctions,
  ...inPlaceRandom,
  ...logarithmsOfTwo,
  ...logic,
  ...matmul,
  ...matrixSums,
  ...powers,
  ...rounding,
  ...softmax,
  ...sorting,
  ...statistics,
  ...sums,
  ...triangles,
  ...trigonometry,
  bernoulli,
  dist,
  multinomial,
  norm,
  relu,
  where: whereMethod,
  ...newTensors,
  ...axes,
  ...conversion,
  ...expanding,
  ...gathering,
  ...inPlaceScattering,
  ...indexing,
  ...memoryLayout,
  ...reading,
  ...repeating,
  ...representation,
  ...reshaping,
  ...scattering,
  ...slicing,
  ...splitting,
  expand,
};

type Functions = typeof functions;

/** A function without its first argument. */
type MethodOf<Method> = Method extends (...values: never) => infer Result
  ? (...rest: RestArguments<Method>) => Result
  : never;

/** Methods with several forms, of which a function's type would give the last one alone. */
interface OverloadedMethods extends extremes.ExtremeMethods, gathering.GatheringMethods, sorting.SortingMethods {}

type PlainMethods = {
  [Name in Exclude<keyof Functions, keyof OverloadedMethods>]: MethodOf<Functions[Name]>;
};

export interface TensorMethods extends PlainMethods, OverloadedMethods {}

for (const [name, compute] of Object.entries<object>(functions)) {
  if (typeof compute !== 'function') continue;
  Object.defineProperty(Tensor.prototype, name, {
    value: function (this: Tensor, ...rest: readonly unknown[]): unknown {
      return Reflect.apply(compute, undefined, [this, ...rest]);
    },
  });
}
