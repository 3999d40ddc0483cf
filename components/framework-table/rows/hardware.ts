import type { FrameworkRow } from '../framework-row.ts';

/** What runs where, and how fast. */
export const hardwareRows: readonly FrameworkRow[] = [
  {
    id: 'memory',
    topic: 'Memory management',
    group: 'hardware',
    torch: {
      value: 'Automatic: references are counted and freed memory is kept for reuse. GPU memory is taken as needed.',
      since: { seenIn: 'the documentation of PyTorch 2, November 2026' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.cuda.memory.empty_cache',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.cuda.memory.empty_cache.html',
        evidence: 'Documentation; nothing was run on a GPU.',
      },
    },
    keras: {
      value: 'Automatic: nearly all GPU memory is reserved at the start, unless growth is switched on.',
      since: { seenIn: 'the documentation of TensorFlow 2.21' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: set_memory_growth',
        address: 'https://www.tensorflow.org/api_docs/python/tf/config/experimental/set_memory_growth',
        evidence: 'Documentation; nothing was run on a GPU.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Memory management: “Manual” (PyTorch), “Automatic” (TensorFlow).',
        verdict: 'wrong',
        because: 'PyTorch frees memory by itself, too.',
      },
      { source: '001', text: 'PyTorch uses memory efficiently.', verdict: 'opinion' },
    ],
  },
  {
    id: 'accelerators',
    topic: 'Accelerators and placement',
    group: 'hardware',
    torch: {
      value: 'CUDA, ROCm, CPU, and TPU by TorchTPU. You move model and data: `.to(device)`.',
      since: { from: 'TorchTPU', date: '2026' },
      checked: '2026-11-21',
      source: {
        title: 'vllm-project/vllm-torchtpu',
        address: 'https://github.com/vllm-project/vllm-torchtpu',
        evidence: 'The day of its release is not verified; nothing was run on a GPU or TPU.',
      },
    },
    keras: {
      value: 'CUDA, CPU and TPU; officially no GPU on macOS. Operations are placed by themselves.',
      since: { seenIn: 'the installation guide, TensorFlow 2.21' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow: install with pip',
        address: 'https://www.tensorflow.org/install/pip',
        evidence: 'Documentation; nothing was run on a GPU or TPU.',
      },
    },
    statements: [
      {
        source: '000',
        text: 'TensorFlow uses the GPU without any code; in PyTorch you move model and data.',
        verdict: 'holds',
      },
      { source: '003', text: 'TPUs suit TensorFlow far better.', verdict: 'dated' },
    ],
  },
  {
    id: 'compile',
    topic: 'Compiling',
    group: 'hardware',
    torch: {
      value: '`torch.compile`, when you ask for it. A new shape compiles again, and then for any size.',
      since: { from: 'PyTorch 2.0', date: '2023-03-15' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.compile',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.compile.html',
        evidence: 'Run: the sizes 3, 3, 4 and 5 are compiled twice.',
      },
    },
    keras: {
      value: '`tf.function` traces again for each Python value. `fit` compiles by default: `jit_compile="auto"`.',
      since: { seenIn: 'TensorFlow 2.21.0 and Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.function',
        address: 'https://www.tensorflow.org/api_docs/python/tf/function',
        evidence:
          'Run: five calls make four traces; 200 steps of a Keras MLP take 1.3 s compiled and 13.7 s eagerly, on a busy CPU.',
      },
    },
    statements: [
      { source: '003', text: 'TensorFlow is faster with eager execution off.', verdict: 'holds' },
      { source: '003', text: 'TensorFlow can train up to 10 % faster.', verdict: 'opinion' },
      { source: '004', text: 'A dynamic graph is less efficient at scale than a static one.', verdict: 'dated' },
    ],
  },
  {
    id: 'mixed-precision',
    topic: 'Mixed precision',
    group: 'hardware',
    torch: {
      value: '`torch.autocast(device)` and `torch.amp.GradScaler`; `torch.cuda.amp` is deprecated.',
      since: { seenIn: 'PyTorch 2.14.1 (with a warning of torch.cuda.amp)' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.amp',
        address: 'https://docs.pytorch.org/docs/stable/amp.html',
        evidence: 'Run: under autocast on the CPU the result is bfloat16.',
      },
    },
    keras: {
      value: 'A policy, `mixed_float16`: it computes in float16 and keeps variables in float32.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: mixed precision',
        address: 'https://keras.io/api/mixed_precision/',
        evidence: 'Run on the CPU.',
      },
    },
    statements: [],
  },
  {
    id: 'distributed',
    topic: 'Several devices',
    group: 'hardware',
    torch: {
      value: 'DistributedDataParallel, FSDP2 by `fully_shard`, pipelines. DataParallel itself recommends the first.',
      since: { seenIn: 'PyTorch 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'pytorch/tutorials 3135',
        address: 'https://github.com/pytorch/tutorials/pull/3135',
        evidence:
          'The names were looked up in 2.14.1. The tutorial that source 003 quotes was withdrawn on 30 October 2024.',
      },
    },
    keras: {
      value: '`tf.distribute`, with mirrored, multi-worker, TPU and parameter-server strategies; `keras.distribution`.',
      since: { seenIn: 'TensorFlow 2.21.0 and Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow API: tf.distribute',
        address: 'https://www.tensorflow.org/api_docs/python/tf/distribute',
        evidence: 'The names were looked up in 2.21.0.',
      },
    },
    statements: [
      {
        source: '003',
        text: 'Two layers on two devices show how to train on GPUs in parallel.',
        verdict: 'wrong',
        because: 'One device waits for the other: the model is split, the work is not.',
      },
      { source: '004', text: 'TensorFlow excels at large-scale production and distribution.', verdict: 'dated' },
    ],
  },
];
