import type { FrameworkRow } from '../framework-row.ts';

/** Who makes the frameworks, who uses them, and how one gets them. */
export const projectRows: readonly FrameworkRow[] = [
  {
    id: 'creators',
    topic: 'Created by, run by',
    group: 'project',
    torch: {
      value: 'Created by Facebook AI Research. Run by the PyTorch Foundation, part of the Linux Foundation.',
      since: { from: 'the PyTorch Foundation', date: '2022-09' },
      checked: '2026-11-21',
      source: {
        title: 'pytorch/tensordict 1411',
        address: 'https://github.com/pytorch/tensordict/issues/1411',
        evidence:
          'Announced in September 2022; home of several projects (vLLM, DeepSpeed, later Ray) since 7 May 2025. The GitHub organisation was handed to the foundation.',
      },
    },
    keras: {
      value: 'Created by Google Brain, run by Google. Keras has a team of its own, also at Google.',
      since: { from: 'the open-source release of TensorFlow', date: '2015-11-09' },
      checked: '2026-11-21',
      source: {
        title: 'tensorflow/tensorflow',
        address: 'https://github.com/tensorflow/tensorflow',
        evidence: 'Open source since 9 November 2015, 1.0.0 on 11 February 2017.',
      },
    },
    statements: [
      { source: '004', text: 'Created by: Facebook (PyTorch), Google (TensorFlow).', verdict: 'dated' },
      {
        source: '001',
        text: 'PyTorch came out on GitHub in 2017.',
        verdict: 'wrong',
        because: 'It was on GitHub in August 2016; 2017 is the year of its announcement.',
      },
      {
        source: '000',
        text: 'TensorFlow 1 came out in 2015.',
        verdict: 'wrong',
        because: 'TensorFlow was opened in November 2015; 1.0 came in February 2017.',
      },
    ],
  },
  {
    id: 'flexibility',
    topic: 'Flexibility',
    group: 'project',
    torch: {
      value: 'Research and production.',
      since: { from: 'ExecuTorch 1.0', date: '2025-10' },
      checked: '2026-11-21',
      source: {
        title: 'pytorch/executorch 15237',
        address: 'https://github.com/pytorch/executorch/issues/15237',
        evidence: 'Stable tools for delivery exist beside the research code. A judgement, not a measurement.',
      },
    },
    keras: {
      value: 'Research and production.',
      since: { from: 'TensorFlow 2.0', date: '2019-09' },
      checked: '2026-11-21',
      source: {
        title: 'tensorflow/serving',
        address: 'https://github.com/tensorflow/serving',
        evidence: 'TensorFlow Serving is released with TensorFlow 2.21. A judgement, not a measurement.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Flexibility: “Research and Experimentation” (PyTorch), “Production and Deployment” (TensorFlow).',
        verdict: 'dated',
      },
      { source: '000', text: 'TensorFlow is the one most used in production.', verdict: 'dated' },
      { source: '002', text: 'PyTorch grew in research, TensorFlow in industry.', verdict: 'dated' },
    ],
  },
  {
    id: 'community',
    topic: 'Community',
    group: 'project',
    torch: {
      value: '102,530 stars on GitHub (22 August 2026); 48.1 million pip downloads a month (April 2025).',
      since: { seenIn: 'a snapshot of 22 August 2026' },
      checked: '2026-11-21',
      source: {
        title: 'GitHub ranking',
        address: 'https://github.com/EvanLi/Github-Ranking',
        evidence: 'Stars measure age more than use, and downloads count automatic builds.',
      },
    },
    keras: {
      value: '197,213 stars on GitHub (22 August 2026); 21.6 million pip downloads a month (April 2025).',
      since: { seenIn: 'a snapshot of 22 August 2026' },
      checked: '2026-11-21',
      source: {
        title: 'Best of machine learning with Python',
        address: 'https://github.com/ml-tooling/best-of-ml-python',
        evidence: 'Downloads of 24 April 2025. In December 2021 it was 7.2 million against 3.3 million for PyTorch.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Community: “Active, Growing, but Smaller” (PyTorch), “Larger and Extensive” (TensorFlow).',
        verdict: 'dated',
      },
      { source: '000', text: 'TensorFlow has three times as many stars as PyTorch.', verdict: 'dated' },
    ],
  },
  {
    id: 'strengths',
    topic: 'Strengths',
    group: 'project',
    torch: {
      value:
        'The code of most research. Hugging Face Transformers 5 works with PyTorch alone. Compiles without leaving Python.',
      since: { from: 'Transformers 5', date: '2025-12-01' },
      checked: '2026-11-21',
      source: {
        title: 'huggingface/transformers 40760',
        address: 'https://github.com/huggingface/transformers/pull/40760',
        evidence: 'Package metadata: 4.57.6 has an extra for TensorFlow, 5.18.0 has none. The rest is a judgement.',
      },
    },
    keras: {
      value:
        'Keras and its `fit`; one line of tools from Serving and LiteRT to TF.js; Keras models run on other backends.',
      since: { from: 'TensorFlow 2.16 with Keras 3', date: '2024-03' },
      checked: '2026-11-21',
      source: {
        title: 'Release notes of TensorFlow 2.16.1',
        address: 'https://github.com/tensorflow/tensorflow/releases/tag/v2.16.1',
        evidence: 'Keras 3.15.1 was run on TensorFlow and on PyTorch. The rest is a judgement.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Strengths: “Research, Customization, Libraries” (PyTorch), “Production, Scalability, Ecosystem” (TensorFlow).',
        verdict: 'dated',
      },
      { source: '003', text: 'Most recent research code is written in PyTorch.', verdict: 'holds' },
      { source: '000', text: 'PyTorch is the favourite of researchers.', verdict: 'holds' },
    ],
  },
  {
    id: 'uses',
    topic: 'Uses',
    group: 'project',
    torch: {
      value: 'Any deep learning.',
      since: { seenIn: 'PyTorch 2.14.1' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorch documentation: torch.nn',
        address: 'https://docs.pytorch.org/docs/stable/nn.html',
        evidence: 'Sources 000 and 001 classify images with it.',
      },
    },
    keras: {
      value: 'Any deep learning.',
      since: { seenIn: 'TensorFlow 2.21.0' },
      checked: '2026-11-21',
      source: {
        title: 'Keras documentation: layers',
        address: 'https://keras.io/api/layers/',
        evidence: 'Sources 001 and 002 classify digits with it, which source 004 counts among the uses of PyTorch.',
      },
    },
    statements: [
      {
        source: '004',
        text: 'Uses: “Computation-heavy tasks” (PyTorch), “Training Neural networks” (TensorFlow).',
        verdict: 'wrong',
        because: 'Both are used for both.',
      },
      {
        source: '004',
        text: 'TensorFlow is for video, images, speech and text; PyTorch for digits, text generation, style and forecasts.',
        verdict: 'wrong',
        because: 'Both are used for all of these.',
      },
    ],
  },
  {
    id: 'release',
    topic: 'Current release',
    group: 'project',
    torch: {
      value:
        '2.14.1, with which facts of this table were checked. 2.15 was planned for 28 October 2026; its final release is not verified.',
      since: { from: 'PyTorch 2.14.0', date: '2026-09-02' },
      checked: '2026-11-21',
      source: {
        title: 'PyTorchKR/pytorch.kr 119',
        address: 'https://github.com/PyTorchKR/pytorch.kr/pull/119',
        evidence: 'Version printed by the installed package.',
      },
    },
    keras: {
      value:
        'TensorFlow 2.21.0 with Keras 3.15.1, with which facts of this table were checked. A candidate of 2.22.0 exists; its final release is not verified.',
      since: { from: 'TensorFlow 2.21.0', date: '2026-03' },
      checked: '2026-11-21',
      source: {
        title: 'deepmodeling/deepmd-kit 5303',
        address: 'https://github.com/deepmodeling/deepmd-kit/pull/5303',
        evidence: 'Version printed by the installed packages.',
      },
    },
    statements: [{ source: '003', text: 'It runs TensorFlow 2.0.0 and PyTorch 1.4.0.', verdict: 'dated' }],
  },
  {
    id: 'installation',
    topic: 'Installation and licence',
    group: 'project',
    torch: {
      value:
        '`pip install torch`, no more conda packages. Python 3.10 to 3.14. A licence in the style of BSD-3-Clause; bundled parts have others.',
      since: { from: 'PyTorch 2.6 (no conda packages)', date: '2025-01-30' },
      checked: '2026-11-21',
      source: {
        title: 'pytorch/torchchat 1356',
        address: 'https://github.com/pytorch/torchchat/issues/1356',
        evidence: 'Metadata of the installed package.',
      },
    },
    keras: {
      value:
        '`pip install tensorflow`, on Linux `tensorflow[and-cuda]`. No GPU on native Windows. Python 3.10 to 3.13, Keras 3.15 from 3.11. Apache 2.0.',
      since: { from: 'TensorFlow 2.11 (no GPU on native Windows)' },
      checked: '2026-11-21',
      source: {
        title: 'TensorFlow: install with pip',
        address: 'https://www.tensorflow.org/install/pip',
        evidence: 'Metadata of the installed package.',
      },
    },
    statements: [{ source: '004', text: 'PyTorch appeared in 2016 under a BSD licence.', verdict: 'holds' }],
  },
  {
    id: 'notebooks',
    topic: 'Hosted notebooks',
    group: 'project',
    torch: {
      value: 'Installed in Google Colab: torch 2.11.0 in August 2026. A free GPU is not guaranteed.',
      since: { seenIn: 'a snapshot of 19 August 2026' },
      checked: '2026-11-21',
      source: {
        title: 'googlecolab/backend-info',
        address: 'https://github.com/googlecolab/backend-info',
        evidence: 'List of installed packages of 19 August 2026.',
      },
    },
    keras: {
      value:
        'Installed in Google Colab: TensorFlow 2.20.0 and Keras 3.13.2 in August 2026. A free GPU is not guaranteed.',
      since: { seenIn: 'a snapshot of 19 August 2026' },
      checked: '2026-11-21',
      source: {
        title: 'googlecolab/backend-info',
        address: 'https://github.com/googlecolab/backend-info',
        evidence: 'List of installed packages of 19 August 2026.',
      },
    },
    statements: [{ source: '000', text: 'Colab is free, needs no installation and offers a GPU.', verdict: 'holds' }],
  },
  {
    id: 'learning',
    topic: 'Books and examples',
    group: 'project',
    torch: {
      value: 'The book Hands-On Machine Learning now also has a PyTorch version. Most papers come with PyTorch code.',
      since: { seenIn: 'its notebooks, November 2026' },
      checked: '2026-11-21',
      source: {
        title: 'ageron/handson-mlp',
        address: 'https://github.com/ageron/handson-mlp',
        evidence: 'The share of papers is known at third hand only: 59 % against 5 % in about 2023.',
      },
    },
    keras: {
      value: 'The book that source 003 recommends; Keras has its own site of guides and examples.',
      since: { seenIn: 'source 003, of TensorFlow 2.0, and November 2026' },
      checked: '2026-11-21',
      source: {
        title: 'Keras: code examples',
        address: 'https://keras.io/examples/',
        evidence: 'Which one is easier to learn is a matter of taste: the sources contradict each other.',
      },
    },
    statements: [
      { source: '003', text: 'Beginners should take TensorFlow 2; its documentation is superb.', verdict: 'opinion' },
      { source: '003', text: 'Implementations of papers are found on paperswithcode.com.', verdict: 'dated' },
      { source: '001', text: 'TensorFlow is friendlier to beginners.', verdict: 'opinion' },
    ],
  },
];
