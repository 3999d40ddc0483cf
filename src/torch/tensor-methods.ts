/** The functions that are methods of a tensor as well: the tensor is their first argument. */
import * as arithmetic from './operations/arithmetic.ts';
import * as copying from './operations/copying.ts';
import * as inPlace from './operations/in-place-arithmetic.ts';
import { expand } from './operations/expand.ts';
import { Tensor } from './tensor.ts';

const functions = { ...arithmetic, ...copying, ...inPlace, expand };

type Functions = typeof functions;

/** A function without its first argument. */
type MethodOf<Function> = Function extends (input: Tensor, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

export type TensorMethods = { [Name in keyof Functions]: MethodOf<Functions[Name]> };

for (const [name, compute] of Object.entries<(input: Tensor, ...rest: never[]) => unknown>(functions)) {
  Object.defineProperty(Tensor.prototype, name, {
    value: function (this: Tensor, ...rest: never[]) {
      return compute(this, ...rest);
    },
  });
}
