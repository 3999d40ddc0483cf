import type { FrameworkRow } from '../framework-row.ts';

/** What a tensor is, and how its gradients are found. */
export const tensorRows: readonly FrameworkRow[] = [
  {
    id: 'graphs',
    topic: 'Graphs',
    group: 'tensors',
    torch: {
      value: 'Eager: each line runs at once. Graphs on request, by `torch.compile` and `torch.export`.',
      since: { from: 'PyTorch 2.0 (torch.compile)', date: '2023-03-15' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch versions',
        address: 'https://github.com/pytorch/pytorch/wiki/PyTorch-Versions',
        evidence: 'Run with 2.14.1: a compiler of our own for torch.compile is handed the operations sin and add.',
      },
    },
    keras: {
      value: 'Eager: each line runs at once. Graphs on request, by `tf.function`; `fit` uses one by itself.',
      since: { from: 'TensorFlow 2.0', date: '2019-09' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.function',
        address: 'https://www.tensorflow.org/api_docs/python/tf/function',
        evidence:
          'Run with 2.21.0: tf.executing_eagerly() is True; an addition in a tf.function has the nodes Placeholder, Placeholder, AddV2, Identity.',
      },
    },
    statements: [
      { source: '004', text: 'Graph computation: “Dynamic” (PyTorch), “Static” (TensorFlow).', verdict: 'dated' },
      { source: '002', text: 'TensorFlow uses a static graph, PyTorch a dynamic one.', verdict: 'dated' },
      { source: '003', text: 'TensorFlow 2 executes eagerly by default.', verdict: 'holds' },
    ],
  },
  {
    id: 'autograd',
    topic: 'Automatic differentiation',
    group: 'tensors',
    torch: {
      value: 'Mark with `requires_grad`, call `.backward()`. Gradients add up in `.grad` until they are cleared.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch notes: autograd mechanics',
        address: 'https://docs.pytorch.org/docs/stable/notes/autograd.html',
        evidence: 'Run: mean(x²) at [1, 2, 3] gives [0.6667, 1.3333, 2.0]; a second backward doubles it.',
      },
    },
    keras: {
      value:
        'Compute under a `GradientTape`. Variables are watched, constants need `watch`; a tape is used once unless it is persistent.',
      since: { seenIn: 'TensorFlow 2.21.0' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.GradientTape',
        address: 'https://www.tensorflow.org/api_docs/python/tf/GradientTape',
        evidence: 'Run: the same gradient; an unwatched constant gives None.',
      },
    },
    statements: [
      {
        source: '002',
        text: 'requires_grad and backward give [0.6667, 1.3333, 2.0] for the mean of x².',
        verdict: 'holds',
      },
      {
        source: '002',
        text: 'tape.watch is needed.',
        verdict: 'wrong',
        because: 'Only for constants: variables are watched by themselves.',
      },
    ],
  },
  {
    id: 'mutability',
    topic: 'Changing a tensor in place',
    group: 'tensors',
    torch: {
      value: 'Allowed: `t[3] = 10`. Not on a leaf that requires a gradient.',
      since: { seenIn: 'PyTorch 1.4.0 (source 003), 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.Tensor',
        address: 'https://docs.pytorch.org/docs/stable/tensors.html',
        evidence: 'Run: [0, 1, 2, 10, 4].',
      },
    },
    keras: {
      value: 'A tensor never changes: use `tf.tensor_scatter_nd_update`, or `assign` to a slice of a Variable.',
      since: { seenIn: 'TensorFlow 2.0.0 (source 003) and 2.21.0' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.tensor_scatter_nd_update',
        address: 'https://www.tensorflow.org/api_docs/python/tf/tensor_scatter_nd_update',
        evidence: 'Run: TypeError. In TensorFlow.js the assignment is ignored without a word.',
      },
    },
    statements: [
      {
        source: '003',
        text: 'Eager tensors of TensorFlow refuse item assignment, PyTorch accepts it.',
        verdict: 'holds',
      },
    ],
  },
  {
    id: 'numpy',
    topic: 'To NumPy and back',
    group: 'tensors',
    torch: {
      value: '`x.numpy()` shares memory on the CPU: who edits the array edits the tensor. CUDA tensors need `.cpu()`.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: Tensor.numpy',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.numpy.html',
        evidence: 'Run: after the array is edited the tensor is [99, 2, 3].',
      },
    },
    keras: {
      value: '`tf.constant` copies what it is given: editing the array changes nothing.',
      since: { seenIn: 'TensorFlow 2.21.0' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.constant',
        address: 'https://www.tensorflow.org/api_docs/python/tf/constant',
        evidence: 'Run: after the array is edited the tensor keeps its 1.',
      },
    },
    statements: [
      { source: '002', text: 'PyTorch tensors are like NumPy arrays that also know the GPU.', verdict: 'holds' },
      { source: '003', text: 'Tensors on the GPU are handled almost as NumPy arrays are.', verdict: 'holds' },
    ],
  },
  {
    id: 'dtypes',
    topic: 'Types of numbers',
    group: 'tensors',
    torch: {
      value: 'Fractions become float32, whole numbers int64. Integers and floats may be added: the result is a float.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: type promotion',
        address: 'https://docs.pytorch.org/docs/stable/tensor_attributes.html',
        evidence: 'Run on the CPU.',
      },
    },
    keras: {
      value:
        'Fractions become float32, whole numbers int32; float64 from NumPy is kept. Integers and floats are not added: convert one first.',
      since: { seenIn: 'TensorFlow 2.21.0' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.constant',
        address: 'https://www.tensorflow.org/api_docs/python/tf/constant',
        evidence: 'Run: the sum of an int32 and a float32 tensor raises InvalidArgumentError.',
      },
    },
    statements: [{ source: '002', text: 'torch.tensor([1, 2, 3]) is printed as [1, 2, 3].', verdict: 'holds' }],
  },
];
