import type { FrameworkRow } from '../framework-row.ts';

/** What layers and losses do by default. */
export const layerRows: readonly FrameworkRow[] = [
  {
    id: 'high-level-api',
    topic: 'High-level API',
    group: 'layers',
    torch: {
      value: '`nn.Module` in the core. On top of it Lightning, fastai, Accelerate, or Keras 3.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Module',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html',
        evidence: 'Run: with KERAS_BACKEND=torch a Keras model is an nn.Module.',
      },
    },
    keras: {
      value: 'Keras 3, on TensorFlow, JAX or PyTorch; on OpenVINO for inference. Sequential, functional or subclassed.',
      since: { from: 'TensorFlow 2.16 with Keras 3', date: '2024-03' },
      checked: '2026-11-21',
      source: {
        title: 'Release notes of TensorFlow 2.16.1',
        address: 'https://github.com/tensorflow/tensorflow/releases/tag/v2.16.1',
        evidence: 'Run with Keras 3.15.1 on TensorFlow, and on PyTorch with no TensorFlow installed.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'High-level API: “Pythonic and Intuitive” (PyTorch), “Keras for simplified Model building” (TensorFlow).',
        verdict: 'dated',
      },
      {
        source: '000',
        text: 'TensorFlow 2 has two styles of API, sequential and subclassing.',
        verdict: 'wrong',
        because: 'There is a third, the functional one.',
      },
      { source: '003', text: 'TensorFlow has three levels: Sequential, Functional and Model.', verdict: 'holds' },
    ],
  },
  {
    id: 'image-layout',
    topic: 'Layout of images',
    group: 'layers',
    torch: {
      value: 'NCHW: channels first; a kernel is (out, in, height, width). `channels_last` is an order in memory only.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Conv2d',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html',
        evidence: 'Run on the CPU.',
      },
    },
    keras: {
      value: 'NHWC: channels last; a kernel is (height, width, in, out).',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Conv2D',
        address: 'https://keras.io/api/layers/convolution_layers/convolution2d/',
        evidence:
          'Run: a 3 × 3 kernel from 32 to 64 channels is (3, 3, 32, 64). Flatten writes the numbers in another order.',
      },
    },
    statements: [{ source: '001', text: 'The axis that is added to the digits is for the channel.', verdict: 'holds' }],
  },
  {
    id: 'dense-init',
    topic: 'First weights of a dense layer',
    group: 'layers',
    torch: {
      value: 'Weight (out, in) and bias both uniform within ±1/√(inputs).',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Linear',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html',
        evidence: 'Run, 300 to 400: largest 0.0577, standard deviation 0.0333.',
      },
    },
    keras: {
      value: 'Weight (in, out) by Glorot, uniform within ±√(6/(in + out)); bias 0.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Dense',
        address: 'https://keras.io/api/layers/core_layers/dense/',
        evidence: 'Run, 300 to 400: largest 0.0926, standard deviation 0.0535, bias 0.',
      },
    },
    statements: [
      {
        source: '000',
        text: 'The missing validation split is all that differs between the two runs.',
        verdict: 'wrong',
        because: 'The first weights, the epsilon of Adam and the scaling of the images differ, too.',
      },
    ],
  },
  {
    id: 'conv-init',
    topic: 'First weights of a convolution',
    group: 'layers',
    torch: {
      value: 'The rule of the dense layer, where the inputs are channels × height × width of the kernel.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Conv2d',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html',
        evidence: 'Run, 32 to 64, 3 × 3: bound 0.0589.',
      },
    },
    keras: {
      value: 'Glorot, uniform; bias 0.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Conv2D',
        address: 'https://keras.io/api/layers/convolution_layers/convolution2d/',
        evidence: 'Run, 32 to 64, 3 × 3: bound 0.0833.',
      },
    },
    statements: [
      {
        source: '001',
        text: 'Layers and hyperparameters are the same in both programs.',
        verdict: 'wrong',
        because: 'Nearly all differs: 9,467,274 parameters against 29,066, batches of 32 against 512.',
      },
    ],
  },
  {
    id: 'batch-norm',
    topic: 'Batch normalization',
    group: 'layers',
    torch: {
      value: 'Momentum 0.1 is the weight of the new value; epsilon 1e-5; the running variance is unbiased.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.BatchNorm1d',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html',
        evidence: 'Run, batch [1, 3, 5, 7]: mean 0.4, variance 1.5667.',
      },
    },
    keras: {
      value: 'Momentum 0.99 is the weight of the old value; epsilon 1e-3; the moving variance is biased.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: BatchNormalization',
        address: 'https://keras.io/api/layers/normalization_layers/batch_normalization/',
        evidence: 'Run, batch [1, 3, 5, 7]: mean 0.04, variance 1.04.',
      },
    },
    statements: [],
  },
  {
    id: 'cross-entropy',
    topic: 'What cross-entropy takes',
    group: 'layers',
    torch: {
      value: '`CrossEntropyLoss` takes logits, and classes as int64 or as probabilities.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.CrossEntropyLoss',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html',
        evidence: 'Run: given probabilities, a perfect answer of ten classes still costs 1.4612.',
      },
    },
    keras: {
      value:
        'Probabilities by default, logits with `from_logits=True`. Sparse for whole numbers as labels, Categorical for one-hot.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: probabilistic losses',
        address: 'https://keras.io/api/losses/probabilistic_losses/',
        evidence: 'Run: from_logits=True on probabilities has the same floor of 1.4612.',
      },
    },
    statements: [
      { source: '000', text: 'There is no activation at the end, so from_logits=True is passed.', verdict: 'holds' },
      {
        source: '001',
        text: 'It puts a log-softmax before CrossEntropyLoss.',
        verdict: 'wrong',
        because: 'CrossEntropyLoss takes logits. A log-softmax before it does no harm and is not needed.',
      },
    ],
  },
  {
    id: 'padding',
    topic: 'Padding of a convolution',
    group: 'layers',
    torch: {
      value: "A number of cells, 0 by default; `'same'` only with a stride of 1.",
      since: { seenIn: "PyTorch 1.13 (with 'same') and 2.14.1" },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Conv2d',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html',
        evidence: "Run: 'same' with a stride of 2 raises ValueError; padding=1 keeps 0, 2, 8, 10 of a 4 × 4 image.",
      },
    },
    keras: {
      value: "`'valid'` by default, or `'same'` with any stride; an odd cell goes to the end.",
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Conv2D',
        address: 'https://keras.io/api/layers/convolution_layers/convolution2d/',
        evidence: "Run: 'same' with a stride of 2 keeps 5, 7, 13, 15 of a 4 × 4 image.",
      },
    },
    statements: [],
  },
  {
    id: 'shapes',
    topic: 'Who finds the input shapes',
    group: 'layers',
    torch: {
      value: 'You: `in_features` must be given. The Lazy layers find it at the first call.',
      since: { from: 'PyTorch 1.8 (Lazy layers)', date: '2021-03-04' },
      checked: '2026-11-21',
      source: {
        title: 'pfnet/pytorch-pfn-extras 134',
        address: 'https://github.com/pfnet/pytorch-pfn-extras/issues/134',
        evidence: 'Run: a LazyLinear finds 7200 features; nn.Linear() raises TypeError.',
      },
    },
    keras: {
      value: 'Keras, at the first call. `keras.Input` is optional.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras guide: the Sequential model',
        address: 'https://keras.io/guides/sequential_model/',
        evidence: 'Run: 325 parameters exist after the first call. TensorFlow.js insists on a shape.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'PyTorch infers input shapes: no need to give them.',
        verdict: 'wrong',
        because: 'Only its Lazy layers do; nn.Linear needs in_features.',
      },
      {
        source: '004',
        text: 'Keras needs input_shape on the first layer.',
        verdict: 'wrong',
        because: 'The first call tells it the shape.',
      },
      { source: '000', text: 'PyTorch must be told the input shape of each layer.', verdict: 'holds' },
    ],
  },
  {
    id: 'parameters',
    topic: 'Parameters of the same network',
    group: 'layers',
    torch: {
      value: 'Equal: 325 for 10-20-5 with ReLU (source 004), 122,570 for the CIFAR-10 network of lesson 1.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Linear',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html',
        evidence: 'Run, all networks of the sources.',
      },
    },
    keras: {
      value: 'Equal: 325 and 122,570. Only the first weights differ.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Model.summary',
        address: 'https://keras.io/api/models/model/#summary-method',
        evidence:
          'Run, all networks of the sources. Those of source 001 differ by 326 to 1: they are not the same network.',
      },
    },
    statements: [
      { source: '004', text: 'Its network of 10, 20 and 5 is the same in both.', verdict: 'holds' },
      {
        source: '001',
        text: 'Layers are kept the same in both programs.',
        verdict: 'wrong',
        because: 'One network has 9,467,274 parameters, the other 29,066.',
      },
    ],
  },
  {
    id: 'dropout',
    topic: 'Dropout',
    group: 'layers',
    torch: {
      value: 'What stays is multiplied by 1/(1 − p) while training; `model.eval()` switches it off.',
      since: { seenIn: 'PyTorch 2.13' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Dropout',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html',
        evidence: 'Documentation; the numbers of this course are held against PyTorch 2.13.',
      },
    },
    keras: {
      value:
        'What stays is multiplied by 1/(1 − rate) while training; `fit` switches it on, `predict` and `evaluate` off.',
      since: { seenIn: 'Keras 3.15' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Dropout',
        address: 'https://keras.io/api/layers/regularization_layers/dropout/',
        evidence: 'Documentation; the numbers of this course are held against Keras 3.15.',
      },
    },
    statements: [
      { source: '002', text: 'Its network has a dropout of 0.2 between two dense layers.', verdict: 'holds' },
    ],
  },
];
