import * as torch from '../../torch/index.ts';
import type { DType } from '../../torch/dtype.ts';
import type { Tensor } from '../../torch/tensor.ts';
import type { Given } from './given.ts';
import { tensorOf } from './torch-operands.ts';
import { NumpyArray, numberOf, PythonFloat, type Value } from './value.ts';

type Compute = (given: Given<Tensor>) => Value<Tensor>;

const typeOf = (given: Given<Tensor>): DType | null => {
  const type = given.type('dtype');
  if (type === null || type === 'float32' || type === 'int64' || type === 'bool') return type;
  throw given.refuse(`PyTorch’s side has no ${type} here.`, 'Write float32, int64 or bool.');
};

const filled = (given: Given<Tensor>, value: number) => {
  const dtype = typeOf(given);
  return torch.full(given.shape('shape'), value, { dtype: dtype ?? 'float32' });
};

export const torchConversions = {
  tensor: (given) => tensorOf(given.value('data'), typeOf(given)),
  zeros: (given) => filled(given, 0),
  ones: (given) => filled(given, 1),
  full: (given) => {
    const value = given.value('fill_value');
    const number = typeof value === 'boolean' ? value : given.number('fill_value');
    return torch.full(given.shape('shape'), number, value instanceof PythonFloat ? { dtype: 'float32' } : {});
  },
  zeros_like: (given) => torch.zerosLike(given.tensor('x')),
  ones_like: (given) => torch.onesLike(given.tensor('x')),
  arange: (given) => {
    const names = ['start', 'stop', 'step'].filter((name) => given.has(name));
    const numbers = names.map((name) => given.number(name));
    const [start, stop, step] = numbers.length === 1 ? [0, ...numbers] : numbers;
    given.requireFew(((stop ?? 0) - (start ?? 0)) / (step ?? 1));
    const isFloat = names.some((name) => given.isFloat(name));
    return torch.arange(start ?? 0, stop ?? 0, step ?? 1, { dtype: isFloat ? 'float32' : 'int64' });
  },
  linspace: (given) => {
    given.requireFew(given.integer('num'));
    return torch.linspace(given.number('start'), given.number('stop'), given.integer('num'));
  },
  eye: (given) => {
    given.requireFew(given.integer('n') ** 2);
    return torch.eye(given.integer('n'));
  },
  one_hot: (given) => {
    const x = given.tensor('x');
    given.requireFew(x.numel() * given.integer('depth'));
    return torch.nn.functional.oneHot(x, given.integer('depth'));
  },
  cast: (given) => {
    const type = typeOf(given);
    return type ? given.tensor('x').to(type) : given.tensor('x');
  },
  numpy: (given) => new NumpyArray(given.tensor('x').detach()),
  from_numpy: (given) => given.array('a').memory.detach(),
  array: (given) => new NumpyArray(tensorOf(given.value('data'), 'float32')),
  item: (given) => {
    const x = given.tensor('x');
    const values = x.numel() === 1 ? given.read(x) : [];
    const [value] = Array.from(values);
    if (value === undefined) {
      throw new torch.RuntimeError(`a Tensor with ${x.numel()} elements cannot be converted to Scalar`);
    }
    return x.dtype === 'bool'
      ? value !== 0
      : x.dtype === 'float32'
        ? new PythonFloat(value)
        : (numberOf(value) ?? value);
  },
  size: (given) => given.tensor('x').numel(),
  rank: (given) => given.tensor('x').dim(),
} satisfies Readonly<Record<string, Compute>>;
