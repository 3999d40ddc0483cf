import type { Stage } from '@components/stage-diagram/stages.ts';

/** The five stages of the lesson's first diagram. */
export const stages: readonly Stage[] = [
  {
    name: 'Data',
    task: 'Load, scale, split, cut into batches.',
    torch: ['Dataset', 'DataLoader', 'torchvision'],
    keras: ['tf.data', 'keras.datasets', 'NumPy arrays'],
    address: '#data',
  },
  {
    name: 'Model',
    task: 'Choose layers and how they follow each other.',
    torch: ['nn.Module', 'nn.Sequential'],
    keras: ['keras.Sequential', 'keras.Model'],
    address: '#model',
  },
  {
    name: 'Training',
    task: 'Move the parameters until the loss is small.',
    torch: ['loss.backward()', 'optimizer.step()'],
    keras: ['compile()', 'fit()'],
    address: '#training',
  },
  {
    name: 'Evaluation',
    task: 'Measure on rows that were never trained on.',
    torch: ['model.eval()', 'torch.no_grad()'],
    keras: ['evaluate()', 'predict()'],
    address: '#evaluation',
  },
  {
    name: 'Deployment',
    task: 'Bring it to where it is used.',
    torch: ['torch.export', 'ExecuTorch', 'ONNX'],
    keras: ['model.export()', 'TF Serving', 'LiteRT'],
    address: '#deployment',
  },
];
