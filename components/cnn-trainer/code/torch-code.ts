import { datasets } from '../../../src/datasets/registry.ts';
import type { DatasetName, OptimizerName, TrainingSettings } from '../../../src/training/protocol.ts';
import { countTrainedImages } from '../../../src/training/settings-rules.ts';
import { indent, pythonFloat, pythonInteger } from './python-literals.ts';
import { torchModule } from './torch-module.ts';

const datasetClasses: Readonly<Record<DatasetName, string>> = {
  mnist: 'MNIST',
  'fashion-mnist': 'FashionMNIST',
  cifar10: 'CIFAR10',
};

const optimizers: Readonly<Record<OptimizerName, string>> = { adam: 'Adam', sgd: 'SGD' };

/**
 * A complete PyTorch program, one string without a final newline, that trains as the settings say.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function torchCode(settings: TrainingSettings): string {
  return [
    'import torch',
    'from torch import nn',
    'from torch.utils.data import DataLoader, Subset',
    'from torchvision import datasets, transforms',
    '',
    `torch.manual_seed(${settings.seed})`,
    'device = "cuda" if torch.cuda.is_available() else "cpu"',
    '',
    ...dataSets(settings),
    '',
    ...torchModule(settings),
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
  const load = (isTrain: string) => [
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
    ...transform(settings),
    ...assign('train_set', load('True')),
    ...assign('test_set', load('False')),
    ...assign('train_loader', loader(`train_set, range(${pythonInteger(trained)})`, 'shuffle=True,')),
    ...(validationSplit > 0 ? assign('validation_loader', loader(validation)) : []),
    ...assign('test_loader', loader(`test_set, range(${pythonInteger(testImages)})`)),
  ];
}

function assign(name: string, [first = '', ...rest]: readonly string[]): string[] {
  return [`${name} = ${first}`, ...rest];
}

function transform({ dataset, scaling }: TrainingSettings): string[] {
  if (scaling === 'zeroToOne') return ['# Pixels from 0..255 to [0, 1].', 'transform = transforms.ToTensor()'];
  const halves = datasets[dataset].channels === 1 ? '(0.5,)' : '(0.5, 0.5, 0.5)';
  return [
    '# Pixels from 0..255 to [0, 1], then to [-1, 1].',
    'transform = transforms.Compose([',
    ...indent(['transforms.ToTensor(),', `transforms.Normalize(mean=${halves}, std=${halves}),`]),
    '])',
  ];
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
    `optimizer = torch.optim.${optimizers[optimizer]}(model.parameters(), lr=${pythonFloat(learningRate)})`,
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
