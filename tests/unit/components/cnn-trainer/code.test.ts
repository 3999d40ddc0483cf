import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../../components/cnn-trainer/code/changed-lines.ts';
import { highlightPython } from '../../../../components/cnn-trainer/code/highlight.ts';
import { kerasCode } from '../../../../components/cnn-trainer/code/keras-code.ts';
import { torchCode } from '../../../../components/cnn-trainer/code/torch-code.ts';
import type { TrainingSettings } from '../../../../src/training/protocol.ts';
import { standardSettings } from './fixtures.ts';

const greySettings: TrainingSettings = {
  ...standardSettings,
  dataset: 'fashion-mnist',
  scaling: 'minusOneToOne',
  optimizer: 'sgd',
  learningRate: 1,
  validationSplit: 0,
  layers: [
    { type: 'conv2d', filters: 8, kernelSize: 5, activation: 'linear' },
    { type: 'maxPool2d', poolSize: 3 },
    { type: 'dropout', rate: 0.25 },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'flatten' },
    { type: 'dropout', rate: 0.5 },
    { type: 'dropout', rate: 0.25 },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
};

const linesOf = (code: string) => code.split('\n').map((line) => line.trim());

describe('kerasCode', () => {
  it('is the network and the training of the settings', () => {
    const lines = linesOf(kerasCode(standardSettings));
    expect(lines).toEqual(
      expect.arrayContaining([
        'keras.utils.set_random_seed(42)',
        'data = keras.datasets.cifar10.load_data()',
        'x_train, y_train = scale(x_train[:10_000]), y_train[:10_000]',
        'keras.Input(shape=(32, 32, 3)),',
        'keras.layers.Conv2D(64, 3, activation="relu"),',
        'keras.layers.Dense(10),',
        'optimizer=keras.optimizers.Adam(learning_rate=0.001),',
        'from_logits=True',
        'batch_size=32,',
        'epochs=2,',
        'validation_split=0.1,',
        'test_loss, test_accuracy = model.evaluate(x_test, y_test)',
      ]),
    );
  });

  it('gives grey images their channel and leaves out a split of 0', () => {
    const code = kerasCode(greySettings);
    expect(linesOf(code)).toEqual(
      expect.arrayContaining([
        'data = keras.datasets.fashion_mnist.load_data()',
        'images = images.astype("float32") / 127.5 - 1',
        'return images[..., None]  # one channel',
        'keras.Input(shape=(28, 28, 1)),',
        'keras.layers.Conv2D(8, 5),',
        'optimizer=keras.optimizers.SGD(learning_rate=1.0),',
      ]),
    );
    expect(code).not.toContain('validation_split');
  });
});

describe('the execution of a step', () => {
  it('is a line of Keras where it is eager, since Keras compiles a graph by itself', () => {
    const lines = linesOf(kerasCode({ ...standardSettings, execution: 'eager' }));
    expect(lines.filter((line) => !linesOf(kerasCode(standardSettings)).includes(line))).toEqual(['run_eagerly=True,']);
    expect(lines[lines.indexOf('run_eagerly=True,') - 1]).toBe('metrics=["accuracy"],');
  });

  it('is nothing that the PyTorch program says: it is eager by itself, and torch.compile needs a compiler', () => {
    expect(torchCode({ ...standardSettings, execution: 'eager' })).toBe(torchCode(standardSettings));
  });
});

describe('torchCode', () => {
  it('is the network and the loop of the settings', () => {
    const lines = linesOf(torchCode(standardSettings));
    expect(lines).toEqual(
      expect.arrayContaining([
        'torch.manual_seed(42)',
        'train_set = datasets.CIFAR10(',
        'Subset(train_set, range(9_000)),',
        'Subset(train_set, range(9_000, 10_000)),',
        'self.conv1 = nn.Conv2d(3, 32, kernel_size=3)',
        'self.conv3 = nn.Conv2d(64, 64, kernel_size=3)',
        'self.fc1 = nn.Linear(1024, 64)',
        'x = torch.relu(self.fc1(x))',
        'x = self.fc2(x)',
        'criterion = nn.CrossEntropyLoss()',
        'optimizer = torch.optim.Adam(model.parameters(), lr=0.001)',
        'for epoch in range(2):',
        'optimizer.zero_grad()',
        'with torch.no_grad():',
        'val_loss, val_accuracy = evaluate(validation_loader)',
      ]),
    );
    expect(lines.filter((line) => line === 'self.pool = nn.MaxPool2d(2)')).toHaveLength(1);
  });

  it('names layers that differ apart and leaves out a split of 0', () => {
    const code = torchCode(greySettings);
    expect(linesOf(code)).toEqual(
      expect.arrayContaining([
        'transforms.Normalize(mean=(0.5,), std=(0.5,)),',
        'self.pool = nn.MaxPool2d(3)',
        'self.pool2 = nn.MaxPool2d(2)',
        'self.dropout = nn.Dropout(0.25)',
        'self.dropout2 = nn.Dropout(0.5)',
        'x = self.dropout2(x)',
        'self.fc1 = nn.Linear(128, 10)',
        'Subset(train_set, range(10_000)),',
      ]),
    );
    expect(code).not.toContain('validation');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

describe.each([
  ['Keras', kerasCode],
  ['PyTorch', torchCode],
])('%s code', (_, generate) => {
  it.skipIf(!python).each([standardSettings, greySettings])('is Python', (settings) => {
    const check = 'import ast, sys; ast.parse(sys.stdin.read())';
    const { status, stderr } = spawnSync('python3', ['-c', check], { input: generate(settings), encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each([standardSettings, greySettings])('fits a narrow pane', (settings) => {
    expect(
      generate(settings)
        .split('\n')
        .filter((line) => line.length > 66),
    ).toEqual([]);
  });

  it.each([standardSettings, greySettings])('highlights to lines that are each whole HTML', (settings) => {
    const code = generate(settings);
    const lines = highlightPython(code);
    expect(lines).toHaveLength(code.split('\n').length);
    for (const line of lines) {
      expect(line.match(/<span/g)?.length ?? 0).toBe(line.match(/<\/span>/g)?.length ?? 0);
    }
  });
});

describe('changedLines', () => {
  it('finds changed and new lines and no others', () => {
    expect([...changedLines(['a', 'b', 'c', 'd'], ['a', 'B', 'c', 'new', 'd'])]).toEqual([1, 3]);
    expect([...changedLines(['a', 'b'], ['a', 'b'])]).toEqual([]);
    expect([...changedLines(['a', 'b', 'c'], ['a', 'c'])]).toEqual([]);
    expect([...changedLines([], ['a'])]).toEqual([0]);
  });

  it('finds the one line that a learning rate changes', () => {
    const before = kerasCode(standardSettings).split('\n');
    const after = kerasCode({ ...standardSettings, learningRate: 0.01 }).split('\n');
    const changed = [...changedLines(before, after)].map((index) => after[index]?.trim());
    expect(changed).toEqual(['optimizer=keras.optimizers.Adam(learning_rate=0.01),']);
  });
});
