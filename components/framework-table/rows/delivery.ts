import type { FrameworkRow } from '../framework-row.ts';

/** How a trained network is kept, and how it reaches those who use it. */
export const deliveryRows: readonly FrameworkRow[] = [
  {
    id: 'deployment',
    topic: 'Deployment tools',
    group: 'delivery',
    torch: {
      value:
        '`torch.export`, AOTInductor, ONNX, ExecuTorch; vLLM for language models. TorchServe is archived, TorchScript deprecated, PyTorch Mobile ended.',
      since: { from: 'ExecuTorch 1.0', date: '2025-10' },
      checked: '2026-11-21',
      source: {
        title: 'pytorch/serve',
        address: 'https://github.com/pytorch/serve',
        evidence: 'TorchServe was archived on 7 August 2025. Run: torch.export gives linear, relu, linear.',
      },
    },
    keras: {
      value: 'SavedModel, TensorFlow Serving 2.21, LiteRT (once TensorFlow Lite), TensorFlow.js.',
      since: { seenIn: 'TensorFlow Serving 2.21.0' },
      checked: '2026-11-21',
      source: {
        title: 'LiteRT: migration',
        address: 'https://ai.google.dev/edge/litert/migration',
        evidence: 'New work goes into LiteRT only.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Deployment tools: “TorchScript and PyTorch Mobile” (PyTorch), “TensorFlow Serving and TensorFlow Lite” (TensorFlow).',
        verdict: 'dated',
      },
      { source: '000', text: 'PyTorch Live is the promising way to phones.', verdict: 'dated' },
      { source: '002', text: 'TorchServe is how PyTorch catches up in deployment.', verdict: 'dated' },
    ],
  },
  {
    id: 'checkpoints',
    topic: 'Checkpoints',
    group: 'delivery',
    torch: {
      value: 'A `state_dict` in a `.pt` file. `torch.load` reads weights only, unless told otherwise.',
      since: { from: 'PyTorch 2.6 (weights only by default)', date: '2025-01-30' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.load',
        address: 'https://docs.pytorch.org/docs/stable/generated/torch.load.html',
        evidence: 'Run: a pickled module raises UnpicklingError, a state_dict loads.',
      },
    },
    keras: {
      value: 'A `.keras` file. `.h5` still works with a warning; no extension is a ValueError.',
      since: { from: 'Keras 3, default in TensorFlow 2.16', date: '2024-03' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: saving',
        address: 'https://keras.io/api/models/model_saving_apis/model_saving_and_loading/',
        evidence: 'Run with Keras 3.15.1.',
      },
    },
    statements: [],
  },
  {
    id: 'export',
    topic: 'Export, also to phones',
    group: 'delivery',
    torch: {
      value: '`torch.export`; `torch.onnx.export`; ExecuTorch, or LiteRT by `litert-torch`. TorchScript is deprecated.',
      since: { from: 'ExecuTorch 1.0', date: '2025-10' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: TorchScript',
        address: 'https://docs.pytorch.org/docs/stable/jit.html',
        evidence: 'Run with 2.14.1: torch.jit.script raises a FutureWarning.',
      },
    },
    keras: {
      value: '`model.export` to SavedModel, ONNX, OpenVINO, LiteRT or PyTorch; then TensorFlow Serving or LiteRT.',
      since: { seenIn: 'Keras 3.15.1' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: export',
        address: 'https://keras.io/api/models/model_saving_apis/export/',
        evidence: 'Run: the network 10-20-5 becomes a LiteRT file of 2,512 bytes.',
      },
    },
    statements: [
      { source: '003', text: 'TensorFlow has very robust JavaScript and mobile support.', verdict: 'dated' },
      { source: '004', text: 'TensorFlow is stronger on phones and at the edge.', verdict: 'dated' },
    ],
  },
  {
    id: 'browser',
    topic: 'In the browser',
    group: 'delivery',
    torch: {
      value: 'Inference: ONNX Runtime Web 1.30, Transformers.js 4.3, LiteRT.js 2.5.',
      since: { seenIn: 'ONNX Runtime Web 1.30.0, Transformers.js 4.3.1 and LiteRT.js 2.5.3' },
      checked: '2026-11-21',
      source: {
        title: 'ONNX Runtime: web applications',
        address: 'https://onnxruntime.ai/docs/tutorials/web/',
        evidence: 'Versions of the published packages.',
      },
    },
    keras: {
      value: 'Training and inference: TensorFlow.js 4.22. Inference: LiteRT.js. TensorFlow.js moves slowly.',
      since: { from: 'TensorFlow.js 4.22', date: '2024-12' },
      checked: '2026-11-21',
      source: {
        title: 'tensorflow/tfjs',
        address: 'https://github.com/tensorflow/tfjs',
        evidence:
          'Run with 4.22.0: the gradient of mean(x²) is [0.6667, 1.3333, 2]. Only a candidate of 4.23 came since, in January 2026.',
      },
    },
    statements: [{ source: '000', text: 'TensorFlow.js serves web applications.', verdict: 'holds' }],
  },
];
