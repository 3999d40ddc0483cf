import { describeDataset, isDownloaded } from '../../../src/datasets/describe.ts';
import { datasetClasses, optimizerClasses } from '../../../src/export/framework-names.ts';
import { ownDataLines, scaledImages, type FileDataset } from '../../../src/export/own-data.ts';
import { indent, pythonFloat, pythonInteger } from '../../../src/export/python-literals.ts';
import { pixelRanges, torchScaling } from '../../../src/export/pixel-scaling.ts';
import { isResized } from '../../../src/export/resized-data.ts';
import { torchNetwork } from '../../../src/export/torch-network.ts';
import type { DatasetName, ScalingName, TableName, TrainingSettings } from '../../../src/training/protocol.ts';
import { countTrainedImages } from '../../../src/training/settings-rules.ts';
import { ownImports } from './own-imports.ts';

/**
 * A complete PyTorch program, one string without a final newline, that trains as the settings say.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function torchCode(settings: TrainingSettings): string {
  return [
    ...ownImports(settings.dataset),
    'import torch',
    'from torch import nn',
    ...(isDownloaded(settings.dataset)
      ? ['from torch.utils.data import DataLoader, Subset', 'from torchvision import datasets, transforms']
      : ['from torch.utils.data import DataLoader, Subset, TensorDataset']),
    '',
    `torch.manual_seed(${settings.seed})`,
    'device = "cuda" if torch.cuda.is_available() else "cpu"',
    '',
    ...dataSets(settings),
    '',
    '',
    '# Network',
    ...torchNetwork(settings),
    '',
    '',
    ...evaluateFunction,
    '',
    '',
    ...training(settings),
    '',
    '# Test',
    'test_loss, test_accuracy = evaluate(test_loader)',
    'print(f"test loss {test_loss:.4f}")',
    'print(f"test accuracy {test_accuracy:.4f}")',
  ].join('\n');
}

function dataSets(settings: TrainingSettings): string[] {
  const { dataset, trainImages, testImages, batchSize, validationSplit } = settings;
  const load = (dataset: DatasetName, isTrain: string) => [
    `datasets.${datasetClasses[dataset]}(`,
    ...indent([`"data", train=${isTrain}, download=True, transform=transform`]),
    ')',
  ];
  const loader = (subset: string, ...more: string[]) => [
    'DataLoader(',
    ...indent([`Subset(${subset}),`, `batch_size=${batchSize},`, ...more]),
    ')',
  ];
  const trained = countTrainedImages({ trainImages, validationSplit });
  const validation = `train_set, range(${pythonInteger(trained)}, ${pythonInteger(trainImages)})`;
  return [
    '# Data',
    ...(isDownloaded(dataset)
      ? [
          ...transform(settings),
          ...assign('train_set', load(dataset, 'True')),
          ...assign('test_set', load(dataset, 'False')),
        ]
      : ownSets(dataset, settings)),
    ...assign('train_loader', loader(`train_set, range(${pythonInteger(trained)})`, 'shuffle=True,')),
    ...(validationSplit > 0 ? assign('validation_loader', loader(validation)) : []),
    ...assign('test_loader', loader(`test_set, range(${pythonInteger(testImages)})`)),
  ];
}

function ownSets(dataset: FileDataset | TableName, settings: TrainingSettings): string[] {
  const { scaled } = scaledImages(settings, torchScaling, '');
  return [
    ...ownDataLines(dataset),
    'images = torch.tensor(examples).permute(0, 3, 1, 2)',
    `images = ${scaled}`,
    'data = TensorDataset(images, torch.tensor(targets))',
    'train_set = Subset(data, train_rows)',
    'test_set = Subset(data, test_rows)',
  ];
}

function assign(name: string, [first = '', ...rest]: readonly string[]): string[] {
  return [`${name} = ${first}`, ...rest];
}

function transform({ dataset, scaling }: TrainingSettings): string[] {
  const { width, height, channels } = describeDataset(dataset);
  const calls = [
    ...(isResized(dataset) ? [`transforms.Resize((${height}, ${width})),`] : []),
    'transforms.ToTensor(),',
    ...normalize(scaling, channels),
  ];
  if (calls.length === 1) return ['# Pixels from 0..255 to [0, 1].', 'transform = transforms.ToTensor()'];
  const then = scaling === 'zeroToOne' ? '' : `, then to ${pixelRanges[scaling]}`;
  return [`# Pixels from 0..255 to [0, 1]${then}.`, 'transform = transforms.Compose([', ...indent(calls), '])'];
}

function normalize(scaling: ScalingName, channels: number): string[] {
  if (scaling === 'zeroToOne') return [];
  const [mean, deviation] = scaling === 'minusOneToOne' ? ['0.5', '0.5'] : ['0.1307', '0.3081'];
  const each = (value: string) => (channels === 1 ? `(${value},)` : `(${value}, ${value}, ${value})`);
  return [`transforms.Normalize(mean=${each(mean)}, std=${each(deviation)}),`];
}

const toDevice: readonly string[] = ['images = images.to(device)', 'labels = labels.to(device)'];

const countCorrect: readonly string[] = [
  'predicted = logits.argmax(dim=1)',
  'correct += (predicted == labels).sum().item()',
  'count += len(labels)',
];

const evaluateFunction: readonly string[] = [
  'def evaluate(loader):',
  ...indent([
    'model.eval()',
    'loss_sum, correct, count = 0.0, 0, 0',
    'with torch.no_grad():',
    ...indent([
      'for images, labels in loader:',
      ...indent([
        ...toDevice,
        'logits = model(images)',
        'loss = criterion(logits, labels)',
        'loss_sum += loss.item() * len(labels)',
        ...countCorrect,
      ]),
    ]),
    'return loss_sum / count, correct / count',
  ]),
];

function training({ optimizer, learningRate, epochs, validationSplit }: TrainingSettings): string[] {
  const validation = [
    'val_loss, val_accuracy = evaluate(validation_loader)',
    'print(f"  validation loss {val_loss:.4f}")',
    'print(f"  validation accuracy {val_accuracy:.4f}")',
  ];
  return [
    '# Training',
    'model = Net().to(device)',
    'criterion = nn.CrossEntropyLoss()',
    `optimizer = torch.optim.${optimizerClasses[optimizer]}(model.parameters(), lr=${pythonFloat(learningRate)})`,
    '',
    `for epoch in range(${epochs}):`,
    ...indent([
      'model.train()',
      'running_loss, correct, count = 0.0, 0, 0',
      'for images, labels in train_loader:',
      ...indent([
        ...toDevice,
        'optimizer.zero_grad()',
        'logits = model(images)',
        'loss = criterion(logits, labels)',
        'loss.backward()',
        'optimizer.step()',
        '',
        'running_loss += loss.item() * len(labels)',
        ...countCorrect,
      ]),
      'print(f"epoch {epoch + 1}")',
      'print(f"  training loss {running_loss / count:.4f}")',
      'print(f"  training accuracy {correct / count:.4f}")',
      ...(validationSplit > 0 ? validation : []),
    ]),
  ];
}
