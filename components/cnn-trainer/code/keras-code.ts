import { describeDataset, isDownloaded, isTable } from '../../../src/datasets/describe.ts';
import { datasetModules, optimizerClasses } from '../../../src/export/framework-names.ts';
import { kerasLayerCall } from '../../../src/export/keras-network.ts';
import { ownDataLines } from '../../../src/export/own-data.ts';
import { indent, pythonFloat, pythonInteger } from '../../../src/export/python-literals.ts';
import { featureScaling, kerasScaling, pixelRanges } from '../../../src/export/pixel-scaling.ts';
import { pillowImports } from '../../../src/export/pillow-imports.ts';
import { isResized, resizeLines } from '../../../src/export/resized-data.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';
import { ownImports } from './own-imports.ts';

/** A complete Keras 3 program, one string without a final newline, that trains as the settings say. */
export function kerasCode(settings: TrainingSettings): string {
  const { dataset, trainImages, testImages, batchSize, epochs, validationSplit, seed } = settings;
  const train = pythonInteger(trainImages);
  const test = pythonInteger(testImages);
  return [
    ...ownImports(dataset),
    'import keras',
    ...(isResized(dataset) ? ['import numpy', ...pillowImports(dataset)] : []),
    '',
    `keras.utils.set_random_seed(${seed})`,
    '',
    ...scaleFunction(settings),
    '',
    '# Data',
    ...(isDownloaded(dataset)
      ? [`data = keras.datasets.${datasetModules[dataset]}.load_data()`, '(x_train, y_train), (x_test, y_test) = data']
      : [
          ...ownDataLines(dataset),
          'x_train, y_train = examples[train_rows], targets[train_rows]',
          'x_test, y_test = examples[test_rows], targets[test_rows]',
        ]),
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
      `optimizer=keras.optimizers.${optimizerClasses[settings.optimizer]}(learning_rate=${pythonFloat(settings.learningRate)}),`,
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
  const range = pixelRanges[scaling];
  if (isTable(dataset)) {
    const scaled = featureScaling(scaling);
    return ['', 'def scale(images):', ...indent([`# Features to ${range}.`, `return ${scaled}`]), ''];
  }
  const body = kerasScaling[scaling].replace('images', 'images.astype("float32")');
  // Own examples have their axis of channels already.
  const isGrey = typeof dataset === 'string' && describeDataset(dataset).channels === 1;
  return [
    '',
    'def scale(images):',
    ...indent([
      ...resizeLines(dataset),
      `# Pixels from 0..255 to ${range}.`,
      ...(isGrey ? [`images = ${body}`, 'return images[..., None]  # one channel'] : [`return ${body}`]),
    ]),
    '',
  ];
}

function network({ dataset, layers }: TrainingSettings): string[] {
  const { height, width, channels } = describeDataset(dataset);
  const calls = [
    `keras.Input(shape=(${height}, ${width}, ${channels}))`,
    ...layers.map((layer) => kerasLayerCall(layer)),
  ];
  return ['model = keras.Sequential([', ...indent(calls.map((call) => `${call},`)), '])'];
}
