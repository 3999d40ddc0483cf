import type { FrameworkRow } from '../framework-row.ts';

/** How a network is trained and watched. */
export const trainingRows: readonly FrameworkRow[] = [
  {
    id: 'ease',
    topic: 'Ease of use',
    group: 'training',
    torch: {
      value: 'The loop is yours by default: more lines, and each of them in sight.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.optim',
        address: 'https://docs.pytorch.org/docs/stable/optim.html',
        evidence: 'A matter of taste. Keras 3 or Lightning on top of PyTorch closes the gap in lines.',
      },
    },
    keras: {
      value: '`fit` by default: fewer lines. A loop of your own is possible.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: training',
        address: 'https://keras.io/api/models/model_training_apis/',
        evidence: 'A matter of taste.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Ease of use: “Ease of learning and understanding” (PyTorch), “Comparatively challenging for newcomers” (TensorFlow).',
        verdict: 'opinion',
      },
      { source: '001', text: 'TensorFlow is friendlier to beginners.', verdict: 'opinion' },
      { source: '002', text: 'PyTorch is easier, TensorFlow is steeper to learn.', verdict: 'opinion' },
    ],
  },
  {
    id: 'optimizers',
    topic: 'Defaults of optimizers',
    group: 'training',
    torch: {
      value:
        'Adam: epsilon 1e-8, added after the bias correction. SGD: rate 0.001. RMSprop: rate 0.01, alpha 0.99. AdamW: decay 0.01.',
      since: { seenIn: 'PyTorch 2.14.1 (in 1.13 SGD had no default rate)' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: optim.Adam',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html',
        evidence: 'Run: the first step at a gradient of 1e-6 is 0.9901 of the rate.',
      },
    },
    keras: {
      value: 'Adam: epsilon 1e-7, added before it. SGD: rate 0.01. RMSprop: rate 0.001, rho 0.9. AdamW: decay 0.004.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: Adam',
        address: 'https://keras.io/api/optimizers/adam/',
        evidence:
          'Run: the first step at a gradient of 1e-6 is 0.2403 of the rate. At a gradient of 1 both are about 1.',
      },
    },
    statements: [
      { source: '001', text: 'Both programs use SGD with a rate of 0.01.', verdict: 'holds' },
      { source: '000', text: 'Adam must be built as an object with the parameters.', verdict: 'holds' },
    ],
  },
  {
    id: 'data',
    topic: 'Feeding data',
    group: 'training',
    torch: {
      value:
        'Dataset and DataLoader: batches of 1 and no shuffling unless asked. torchvision for images; torchtext and torchdata have ended.',
      since: { from: 'torchaudio 2.11, its last', date: '2026' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.utils.data',
        address: 'https://docs.pytorch.org/docs/stable/data.html',
        evidence: 'Run: the defaults by their signatures.',
      },
    },
    keras: {
      value:
        '`tf.data`, `keras.datasets`, or arrays: `fit` then takes batches of 32 and shuffles. `validation_split` holds out the last part.',
      since: { seenIn: 'TensorFlow 2.21.0 and Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow guide: tf.data',
        address: 'https://www.tensorflow.org/guide/data',
        evidence: 'Run: a split of 0.3 of the numbers 0 to 9 validates on 7, 8 and 9.',
      },
    },
    statements: [
      { source: '000', text: 'The default batch size is 32.', verdict: 'holds' },
      { source: '000', text: 'A batch is taken with data.next().', verdict: 'dated' },
    ],
  },
  {
    id: 'loop',
    topic: 'The training loop',
    group: 'training',
    torch: {
      value: 'You write it: forward, loss, `backward`, `step`, and `zero_grad`, which sets gradients to None.',
      since: { from: 'PyTorch 2.0 (zero_grad sets None)', date: '2023-03-15' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: Optimizer.zero_grad',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.Optimizer.zero_grad.html',
        evidence: 'Run: nn.Module has no fit; version 1.13 filled gradients with zeros.',
      },
    },
    keras: {
      value: '`compile` and `fit`; or a loop with a tape; or a `train_step` of your own.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: training',
        address: 'https://keras.io/api/models/model_training_apis/',
        evidence: 'Run: training takes one call.',
      },
    },
    statements: [
      { source: '003', text: 'PyTorch has no simple fit method.', verdict: 'holds' },
      {
        source: '000',
        text: 'Control over the loop needs subclassing in TensorFlow.',
        verdict: 'wrong',
        because: 'A loop with a tape works with any model.',
      },
    ],
  },
  {
    id: 'callbacks',
    topic: 'Callbacks',
    group: 'training',
    torch: {
      value: 'None in the core: you write them into your loop, or take Lightning and its like.',
      since: { seenIn: 'PyTorch 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: nn.Module',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html',
        evidence: 'Run: the core has no such interface.',
      },
    },
    keras: {
      value:
        '14 come with it, among them EarlyStopping and ModelCheckpoint. The learning rate is logged as `learning_rate`.',
      since: { from: 'Keras 3 (the name learning_rate)', date: '2024-03' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: callbacks',
        address: 'https://keras.io/api/callbacks/',
        evidence: "Run: history['lr'] raises KeyError.",
      },
    },
    statements: [
      { source: '003', text: 'Callbacks are more intuitive in TensorFlow than in PyTorch.', verdict: 'opinion' },
      { source: '003', text: "Learning rates are read from history['lr'].", verdict: 'dated' },
    ],
  },
  {
    id: 'schedules',
    topic: 'Learning-rate schedules',
    group: 'training',
    torch: {
      value: '`scheduler.step()`, wherever you call it; OneCycleLR wants it after each batch.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: OneCycleLR',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html',
        evidence: 'Run, 100 steps up to 0.001: from 4e-5 to 1e-3 at step 29, then to 4e-9.',
      },
    },
    keras: {
      value: '`LearningRateScheduler` works by epoch, `optimizers.schedules` by step.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: learning-rate schedules',
        address: 'https://keras.io/api/optimizers/learning_rate_schedules/',
        evidence: 'Run: ExponentialDecay(0.1, 100, 0.5) gives 0.1 at step 0 and 0.05 at step 100.',
      },
    },
    statements: [
      {
        source: '003',
        text: 'Its schedule, stepped once an epoch, is a one-cycle schedule.',
        verdict: 'wrong',
        because: 'Stepped once an epoch, for four epochs, it never reaches its peak. Step it after each batch.',
      },
    ],
  },
  {
    id: 'evaluation',
    topic: 'Switching to evaluation',
    group: 'training',
    torch: {
      value:
        'Two switches: `model.eval()` for the layers, `torch.no_grad()` or the stricter `inference_mode()` for the graph.',
      since: { seenIn: 'PyTorch 1.13 and 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch notes: autograd mechanics',
        address: 'https://docs.pytorch.org/docs/stable/notes/autograd.html',
        evidence: 'Run on the CPU.',
      },
    },
    keras: {
      value: '`evaluate` and `predict` do it by themselves.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: training',
        address: 'https://keras.io/api/models/model_training_apis/',
        evidence: 'Run on the CPU.',
      },
    },
    statements: [{ source: '000', text: 'Evaluate in eval mode and under no_grad.', verdict: 'holds' }],
  },
  {
    id: 'visualisation',
    topic: 'Watching a run',
    group: 'training',
    torch: {
      value: '`torch.utils.tensorboard` writes for TensorBoard; no TensorFlow is needed.',
      since: { seenIn: 'PyTorch 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.utils.tensorboard',
        address: 'https://docs.pytorch.org/docs/stable/tensorboard.html',
        evidence: 'Run: a file of events appears with no TensorFlow installed.',
      },
    },
    keras: {
      value: 'The TensorBoard callback. TensorBoard itself is no longer installed along with TensorFlow.',
      since: { from: 'TensorFlow 2.21', date: '2026-03' },
      checked: '2026-11-21',
      source: {
        title: 'Release notes of TensorFlow',
        address: 'https://github.com/tensorflow/tensorflow/blob/master/RELEASE.md',
        evidence: 'The metadata of the installed package ask for no tensorboard.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'TensorFlow is for those who need TensorBoard.',
        verdict: 'wrong',
        because: 'PyTorch writes for TensorBoard, without TensorFlow.',
      },
      { source: '003', text: 'PyTorch works with TensorBoard, too.', verdict: 'holds' },
    ],
  },
];
