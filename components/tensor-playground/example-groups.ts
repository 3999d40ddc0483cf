/** Programs to begin with. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly program: string;
  /** What to look at, in a sentence or two. */
  readonly lookAt: string;
}

export interface ExampleGroup {
  readonly title: string;
  readonly examples: readonly Example[];
}

export const exampleGroups: readonly ExampleGroup[] = [
  {
    title: 'Creation',
    examples: [
      {
        id: 'numbers',
        title: 'Whole numbers and floats',
        program: 'whole = tensor([1, 2, 3])\nfloats = tensor([1., 2., 3.])\nwhole',
        lookAt: 'Whole numbers are int64 in PyTorch and int32 in TensorFlow. A single point makes all of them float32.',
      },
      {
        id: 'ranges',
        title: 'A range in a new shape',
        program: 'x = arange(12)\nreshape(x, [3, 4])',
        lookAt: 'Point at a cell of the result: it is the same number at another place.',
      },
      {
        id: 'one-hot',
        title: 'Labels as one-hot rows',
        program: 'labels = tensor([0, 2, 1])\none_hot(labels, 3)',
        lookAt: 'PyTorch answers with whole numbers, TensorFlow with floats.',
      },
    ],
  },
  {
    title: 'Element by element',
    examples: [
      {
        id: 'relu',
        title: 'A line and its relu',
        program: 'x = linspace(-2., 2., 5)\nrelu(x * 2. + 1.)',
        lookAt: 'Every cell is computed by itself.',
      },
      {
        id: 'where',
        title: 'Choosing by a mask',
        program: 'x = tensor([[-1., 2.], [3., -4.]])\nwhere(x > 0, x, zeros_like(x))',
        lookAt: 'The mask is a tensor of its own, and each of its cells chooses between two others.',
      },
    ],
  },
  {
    title: 'Broadcasting',
    examples: [
      {
        id: 'row-and-column',
        title: 'A column meets a row',
        program: 'column = tensor([[1], [2], [3]])\nrow = tensor([10, 20, 30, 40])\ncolumn + row',
        lookAt: 'Point at a cell of the result to see which two cells met. Neither tensor was copied to make them fit.',
      },
      {
        id: 'centre',
        title: 'Centring the columns',
        program: 'x = tensor([[1., 10.], [3., 30.], [5., 50.]])\nx - mean(x, axis=0, keepdims=True)',
        lookAt: 'The mean of each column is taken from every row.',
      },
      {
        id: 'misfit',
        title: 'Shapes that do not fit',
        program: 'a = ones([2, 3])\nb = ones([2])\na + b',
        lookAt: 'Axes are compared from the last: 3 meets 2, and both frameworks refuse in their own words.',
      },
    ],
  },
  {
    title: 'Shapes and views',
    examples: [
      {
        id: 'view',
        title: 'A view shares memory',
        program: 'x = arange(6)\nv = view(x, [2, 3])\nv[0, 0] = 99\nx',
        lookAt:
          'In PyTorch the change shows in x, for v is x seen in another shape. In TensorFlow nothing can be changed.',
      },
      {
        id: 'copy',
        title: 'A copy does not',
        program: 'x = arange(6)\nc = clone(x)\nc += 1\nx',
        lookAt: 'c has memory of its own, so x stays as it was in both.',
      },
      {
        id: 'in-place',
        title: '+= in place, or a new tensor',
        program: 'x = tensor([1., 2., 3.])\ny = x\ny += 10\nx',
        lookAt: 'PyTorch adds inside of the tensor, so x changes with y. In TensorFlow y is a new tensor.',
      },
      {
        id: 'strides',
        title: 'Transposing moves nothing',
        program: 'x = tensor([[1, 2, 3], [4, 5, 6]])\nx.T',
        lookAt:
          'Look at the strides: PyTorch reads the same memory in another order. TensorFlow writes the cells anew.',
      },
    ],
  },
  {
    title: 'NCHW against NHWC',
    examples: [
      {
        id: 'to-nhwc',
        title: 'Channels from first to last',
        program: 'nchw = reshape(arange(24), [1, 2, 3, 4])\npermute(nchw, [0, 2, 3, 1])',
        lookAt:
          'PyTorch’s images have their channels in front, TensorFlow’s behind: the two numbers of a pixel come together.',
      },
      {
        id: 'contiguous',
        title: 'The same image, row by row in memory',
        program: 'nchw = reshape(arange(8), [1, 2, 2, 2])\nnhwc = permute(nchw, [0, 2, 3, 1])\ncontiguous(nhwc)',
        lookAt: 'permute is a view with other strides; contiguous copies the cells into their new order.',
      },
    ],
  },
  {
    title: 'Slicing',
    examples: [
      {
        id: 'slice',
        title: 'Rows and every other column',
        program: 'x = reshape(arange(12), [3, 4])\nx[1:, ::2]',
        lookAt: 'A slice is a view in PyTorch: its offset and strides tell where it looks.',
      },
      {
        id: 'reverse',
        title: 'A negative step',
        program: 'x = arange(5)\nx[::-1]',
        lookAt: 'TensorFlow reads backwards; PyTorch has no negative strides and wants flip.',
      },
      {
        id: 'mask',
        title: 'A mask as an index',
        program: 'x = tensor([5, -2, 7, -1])\nx[x > 0]',
        lookAt: 'How many cells come out depends on the values.',
      },
    ],
  },
  {
    title: 'Reductions by axis',
    examples: [
      {
        id: 'sum-axis',
        title: 'Sums of columns',
        program: 'x = tensor([[1, 2, 3], [4, 5, 6]])\nsum(x, axis=0)',
        lookAt: 'The axis that is named disappears. PyTorch calls it dim.',
      },
      {
        id: 'softmax',
        title: 'Probabilities that sum to 1',
        program: 'logits = tensor([[1., 2., 3.], [0., 0., 0.]])\np = softmax(logits, axis=1)\nsum(p, axis=1)',
        lookAt: 'softmax keeps the axis, and the sum over it is 1 in each row.',
      },
    ],
  },
  {
    title: 'Matrix products',
    examples: [
      {
        id: 'matmul',
        title: 'A row meets a column',
        program: 'a = tensor([[1, 2, 3], [4, 5, 6]])\nb = tensor([[1, 0], [0, 1], [2, 2]])\na @ b',
        lookAt: 'Point at a cell of the product to see its row and its column.',
      },
      {
        id: 'linear',
        title: 'A dense layer by hand',
        program:
          'x = tensor([[1., 2.]])\nw = tensor([[1., 0., -1.], [2., 1., 0.]])\nb = tensor([0.5, 0.5, 0.5])\nx @ w + b',
        lookAt: 'What nn.Linear and Dense compute: a product, and a bias that is broadcast.',
      },
      {
        id: 'forward-pass',
        title: 'A whole network: 10 features, 20 hidden, 5 classes',
        program: [
          'x = reshape(linspace(-1., 1., 10), [1, 10])',
          'w1 = reshape(linspace(-0.4, 0.5, 200), [10, 20])',
          'b1 = linspace(-0.2, 0.3, 20)',
          'w2 = reshape(linspace(0.5, -0.6, 100), [20, 5])',
          'b2 = linspace(-0.1, 0.1, 5)',
          'hidden = relu(x @ w1 + b1)',
          'hidden @ w2 + b2',
        ].join('\n'),
        lookAt: 'Two dense layers with a relu between them. Both frameworks give the same five logits.',
      },
    ],
  },
  {
    title: 'Item assignment',
    examples: [
      {
        id: 'assign',
        title: 'Changing one item',
        program: 'x = tensor([1, 2, 3])\nx[0] = 99\nx',
        lookAt: 'PyTorch’s tensors can be changed. TensorFlow raises; there a tf.Variable is what changes.',
      },
    ],
  },
  {
    title: 'Types of elements',
    examples: [
      {
        id: 'promotion',
        title: 'A whole number meets a float',
        program: 'i = tensor([1, 2])\nf = tensor([0.5, 0.5])\ni + f',
        lookAt: 'PyTorch promotes int64 to float32. TensorFlow never does so by itself: cast one of them.',
      },
      {
        id: 'mean-of-integers',
        title: 'The mean of whole numbers',
        program: 'x = tensor([1, 2])\nmean(x)',
        lookAt: 'PyTorch refuses. TensorFlow answers 1: it divides whole numbers and cuts off.',
      },
      {
        id: 'quotient',
        title: 'A quotient of whole numbers',
        program: 'tensor([1, 2, 3]) / 2',
        lookAt: 'float32 in PyTorch, float64 in TensorFlow.',
      },
    ],
  },
  {
    title: 'NumPy round trip',
    examples: [
      {
        id: 'numpy',
        title: 'There and back again',
        program: 'x = tensor([1., 2., 3.])\na = numpy(x)\na[0] = 99.\nx',
        lookAt: 'PyTorch’s array is the tensor’s own memory, so x changes. TensorFlow’s is a copy.',
      },
      {
        id: 'from-numpy',
        title: 'A tensor from an array',
        program: 'a = array([1., 2., 3.])\nx = from_numpy(a)\na[0] = 99.\nx',
        lookAt: 'from_numpy shares memory, convert_to_tensor copies.',
      },
    ],
  },
];
