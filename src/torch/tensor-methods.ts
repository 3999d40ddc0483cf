/** The functions that are methods of a tensor as well: the tensor is their first argument. */
import * as arithmetic from './operations/arithmetic.ts';
import * as copying from './operations/copying.ts';
import * as inPlace from './operations/in-place-arithmetic.ts';
import * as axes from './operations/axes.ts';
import * as conversion from './operations/conversion.ts';
import * as expanding from './operations/expanding.ts';
import * as gathering from './operations/gathering.ts';
import * as inPlaceScattering from './operations/in-place-scattering.ts';
import * as indexing from './operations/indexing.ts';
import * as memoryLayout from './operations/memory-layout.ts';
import * as repeating from './operations/repeating.ts';
import * as representation from './operations/representation.ts';
import * as reshaping from './operations/reshaping.ts';
import * as scattering from './operations/scattering.ts';
import * as slicing from './operations/slicing.ts';
import * as splitting from './operations/splitting.ts';
import { expand } from './operations/expand.ts';
import { Tensor } from './tensor.ts';

const functions = {
  ...arithmetic,
  ...copying,
  ...inPlace,
  ...axes,
  ...conversion,
  ...expanding,
  ...gathering,
  ...inPlaceScattering,
  ...indexing,
  ...memoryLayout,
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
type MethodOf<Method> = Method extends (...values: infer Values) => infer Result
  ? (...rest: WithoutFirst<Values>) => Result
  : never;

type WithoutFirst<Values extends readonly unknown[]> = Values extends readonly [unknown, ...infer Rest] ? Rest : never;

export type TensorMethods = { [Name in keyof Functions]: MethodOf<Functions[Name]> };

for (const [name, compute] of Object.entries<object>(functions)) {
  if (typeof compute !== 'function') continue;
  Object.defineProperty(Tensor.prototype, name, {
    value: function (this: Tensor, ...rest: readonly unknown[]): unknown {
      return Reflect.apply(compute, undefined, [this, ...rest]);
    },
  });
}
