import { datasets } from '../../../src/datasets/registry.ts';
import type { ActivationName, LayerSettings } from '../../../src/network/layers.ts';
import type { DatasetName, OptimizerName, ScalingName, TrainingSettings } from '../../../src/training/protocol.ts';
import { indent, pythonFloat, pythonInteger } from './python-literals.ts';

const modules: Readonly<Record<DatasetName, string>> = {
  mnist: 'mnist',
  'fashion-mnist': 'fashion_mnist',
  cifar10: 'cifar10',
};

const optimizers: Readonly<Record<OptimizerName, string>> = { adam: 'Adam', sgd: 'SGD' };

const scalings: Readonly<Record<ScalingName, { readonly body: string; readonly range: string }>> = {
  zeroToOne: { body: 'images.astype("float32") / 255', range: '[0, 1]' },
  minusOneToOne: { body: 'images.astype("float32") / 127.5 - 1', range: '[-1, 1]' },
};

/** A complete Keras 3 program, one string without a final newline, that trains as the settings say. */
export function kerasCode(settings: TrainingSettings): string {
  const { dataset, trainImages, testImages, batchSize, epochs, validationSplit, seed } = settings;
  const train = pythonInteger(trainImages);
  const test = pythonInteger(testImages);
  return [
    'import keras',
    '',
    `keras.utils.set_random_seed(${seed})`,
    '',
    ...scaleFunction(settings),
    '',
    '# Data',
    `data = keras.datasets.${modules[dataset]}.load_data()`,
    '(x_train, y_train), (x_test, y_test) = data',
    `x_train, y_train = scale(x_train[:${train}]), y_train[:${train}]`,
    `x_test, y_test = scale(x_test[:${test}]), y_test[:${test}]`,
    '',
    '# Network',
    ...network(settings),
    'model.summary()',
    '',
    '# Training',
    'model.compile(',
    ...indent([
      `optimizer=keras.optimizers.${optimizers[settings.optimizer]}(learning_rate=${pythonFloat(settings.learningRate)}),`,
      'loss=keras.losses.SparseCategoricalCrossentropy(',
      ...indent(['from_logits=True']),
      '),',
      'metrics=["accuracy"],',
      // Keras runs a graph unless it is told otherwise.
      ...(settings.execution === 'eager' ? ['run_eagerly=True,'] : []),
    ]),
    ')',
    'history = model.fit(',
    ...indent([
      'x_train,',
      'y_train,',
      `batch_size=${batchSize},`,
      `epochs=${epochs},`,
      ...(validationSplit > 0 ? [`validation_split=${pythonFloat(validationSplit)},`] : []),
    ]),
    ')',
    '',
    '# Test',
    'test_loss, test_accuracy = model.evaluate(x_test, y_test)',
    'print(f"test loss {test_loss:.4f}")',
    'print(f"test accuracy {test_accuracy:.4f}")',
  ].join('\n');
}

function scaleFunction({ dataset, scaling }: TrainingSettings): string[] {
  const { body, range } = scalings[scaling];
  const isGrey = datasets[dataset].channels === 1;
  return [
    '',
    'def scale(images):',
    ...indent([
      `# Pixels from 0..255 to ${range}.`,
      ...(isGrey ? [`images = ${body}`, 'return images[..., None]  # one channel'] : [`return ${body}`]),
    ]),
    '',
  ];
}

function network({ dataset, layers }: TrainingSettings): string[] {
  const { height, width, channels } = datasets[dataset];
  const calls = [`keras.Input(shape=(${height}, ${width}, ${channels}))`, ...layers.map(layerCall)];
  return ['model = keras.Sequential([', ...indent(calls.map((call) => `${call},`)), '])'];
}

function layerCall(layer: LayerSettings): string {
  switch (layer.type) {
    case 'conv2d':
      return `keras.layers.Conv2D(${layer.filters}, ${layer.kernelSize}${activationArgument(layer.activation)})`;
    case 'maxPool2d':
      return `keras.layers.MaxPooling2D(${layer.poolSize})`;
    case 'flatten':
      return 'keras.layers.Flatten()';
    case 'dropout':
      return `keras.layers.Dropout(${pythonFloat(layer.rate)})`;
    case 'dense':
      return `keras.layers.Dense(${layer.units}${activationArgument(layer.activation)})`;
  }
}

function activationArgument(activation: ActivationName): string {
  return activation === 'linear' ? '' : `, activation="${activation}"`;
}
