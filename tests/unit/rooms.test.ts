import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { rooms, roomRules } from '../../eslint.rooms.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** Only the rules of the rooms, without types, so that a file need not exist. */
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: await roomConfig(),
});

async function roomConfig() {
  const { default: typescript } = await import('typescript-eslint');
  return [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: typescript.parser },
      plugins: { '@typescript-eslint': typescript.plugin },
    },
    ...rooms.map(({ files, refusals }) => ({ files: [...files], rules: roomRules(refusals, []) })),
  ] as ESLint.Options['overrideConfig'];
}

async function complaints(filePath: string, code: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(code, { filePath: path.join(root, filePath) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

const refused: readonly (readonly [file: string, module: string])[] = [
  ['content/lessons/one/network.ts', '@tensorflow/tfjs-core'],
  ['content/lessons/one/network.ts', '../../../src/engine/backend.ts'],
  ['content/lessons/one/network.ts', '../../../src/torch/index.ts'],
  ['content/lessons/one/network.ts', '../../../src/training/session.ts'],
  ['content/lessons/one/values.ts', '../../../src/engine/backend.ts'],
  ['content/lessons/one/values.ts', '../../../src/engine/wasm/backend.ts'],
  ['content/lessons/one/values.ts', '../../../src/python/run.ts'],
  ['content/lessons/one/values.ts', '../../../src/training/session.ts'],
  ['content/lessons/one/values.ts', '@tensorflow/tfjs-backend-wasm'],
  ['src/export/torch-program.ts', '../training/build-torch-module.ts'],
  ['src/export/torch-program.ts', '../torch/index.ts'],
  ['src/weights/safetensors.ts', '@tensorflow/tfjs-core'],
  ['src/weights/fit-weights.ts', '../training/weights/save-weights.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '@tensorflow/tfjs-layers'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/engine/backend.ts'],
  ['components/cnn-trainer/code/keras.ts', '../../../src/keras/index.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/python/run.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/torchvision/index.ts'],
  ['components/python-cell/cell-queue.ts', '../../src/python/run-python.ts'],
  ['components/python-cell/cell-queue.ts', '../../src/training/python-protocol.ts'],
  ['components/python-cell/cell-queue.ts', '../../src/training/worker.ts'],
  ['components/python-figure/draw-plot.ts', '../../src/python/numpy-host.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/training/session.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/training/worker.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/datasets/load.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/datasets/site/load-site-manifest.ts'],
  ['components/tensor-playground/still.ts', '@tensorflow/tfjs-core'],
  ['components/tensor-playground/still.ts', '../../src/torch/index.ts'],
  ['components/tensor-playground/still.ts', '../../src/engine/backend.ts'],
  ['components/cnn-trainer/still.ts', '../../src/training/torch-trainer.ts'],
  ['components/cnn-trainer/still.ts', '../../src/site/rooms.ts'],
  ['components/lesson-list/lessons.ts', '../../src/site/rooms.ts'],
  ['components/charts/line-chart.ts', '../experiment/parts.ts'],
  ['components/charts/line-chart.ts', '../../src/training/protocol.ts'],
  ['components/charts/line-chart.ts', 'd3'],
  ['components/tensor-playground/tensor-playground.ts', '../../src/expressions/evaluation/evaluate-source.ts'],
  ['src/expressions/parse.ts', '@tensorflow/tfjs-core'],
  ['src/expressions/print-program.ts', '../torch/index.ts'],
  ['src/expressions/evaluation/tf-dialect.ts', '@tensorflow/tfjs-backend-wasm'],
  ['src/expressions/evaluation/evaluate-source.ts', '../../training/session.ts'],
  ['src/schedules/catalogue.ts', '../torch/index.ts'],
  ['src/schedules/catalogue.ts', '../training/session.ts'],
  ['src/site/rooms.ts', '../engine/backend.ts'],
  ['src/network/shapes.ts', '@tensorflow/tfjs-core'],
  ['src/network/shapes.ts', '../training/protocol.ts'],
  ['src/calling-convention/errors.ts', '../torch/tensor.ts'],
  ['src/datasets/load.ts', '@tensorflow/tfjs-core'],
  ['src/datasets/load.ts', '../engine/backend.ts'],
  ['src/datasets/load.ts', '../training/client.ts'],
  ['src/engine/backend.ts', '../torch/index.ts'],
  ['src/engine/wasm/backend.ts', '../../keras/index.ts'],
  ['src/engine/backend.ts', '../training/session.ts'],
  ['src/engine/backend.ts', '@components/experiment/parts.ts'],
  ['src/torch/nn/linear.ts', '@tensorflow/tfjs-backend-wasm'],
  ['src/torch/nn/linear.ts', '../../keras/index.ts'],
  ['src/torch/index.ts', '../../components/experiment/parts.ts'],
  ['src/torch/index.ts', '../torchvision/index.ts'],
  ['src/torchvision/transforms/resize.ts', '@tensorflow/tfjs-core'],
  ['src/torchvision/transforms/resize.ts', '../../engine/backend.ts'],
  ['src/torchvision/transforms/to-tensor.ts', '../../datasets/load.ts'],
  ['src/keras/index.ts', '../torch/index.ts'],
  ['src/keras/index.ts', '@tensorflow/tfjs-backend-webgpu'],
  ['src/keras/index.ts', './interop/index.ts'],
  ['src/keras/layers/dense.ts', '../interop/state.ts'],
  ['src/keras/interop/state.ts', '../../training/session.ts'],
  ['src/torch/nn/linear.ts', '../../python/host.ts'],
  ['src/keras/index.ts', '../python/host.ts'],
  ['src/python/run.ts', '../training/client.ts'],
  ['src/python/run-python.ts', '@tensorflow/tfjs-backend-wasm'],
  ['src/python/run-python.ts', '../../components/python-cell/cell-queue.ts'],
  ['src/training/client.ts', '../python/run-python.ts'],
  ['src/training/session.ts', '@tensorflow/tfjs-backend-webgl'],
  ['src/training/session.ts', '../../components/experiment/parts.ts'],
  ['src/training/client.ts', '@tensorflow/tfjs-core'],
  ['src/training/client.ts', '../engine/backend.ts'],
  ['src/training/client.ts', './session.ts'],
  ['src/training/protocol.ts', './worker.ts'],
];

const allowed: readonly (readonly [file: string, module: string])[] = [
  ['content/lessons/one/network.ts', '../../../src/network/shapes.ts'],
  ['content/lessons/one/values.ts', '../../../src/engine/wasm/start-in-node.ts'],
  ['content/lessons/one/values.ts', '../../../src/torch/index.ts'],
  ['content/lessons/one/values.ts', '../../../src/keras/index.ts'],
  ['content/lessons/one/values.ts', '@tensorflow/tfjs-core'],
  ['content/lessons/one/index.ts', '@components/cnn-trainer/CnnTrainer.astro'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/training/client.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/datasets/registry.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../../src/datasets/site/description.ts'],
  ['components/cnn-trainer/cnn-trainer.ts', '../charts/line-chart.ts'],
  ['components/tensor-playground/still.ts', '../../src/expressions/evaluation/evaluate-source.ts'],
  ['components/image-grid/still.ts', '../../src/datasets/load.ts'],
  ['components/still/compute-at-build.ts', '../../src/engine/wasm/start-in-node.ts'],
  ['components/charts/line-chart.ts', 'd3-scale'],
  ['components/charts/line-chart.ts', './axes.ts'],
  ['src/network/shapes.ts', './layers.ts'],
  ['src/schedules/scalar-expression.ts', '../expressions/parse.ts'],
  ['src/engine/backend.ts', '@tensorflow/tfjs-backend-webgpu'],
  ['src/torch/nn/linear.ts', '@tensorflow/tfjs-core'],
  ['src/torch/nn/linear.ts', '../../engine/backend.ts'],
  ['src/keras/interop/state.ts', '../../torch/index.ts'],
  ['src/torchvision/transforms/resize.ts', '../../torch/index.ts'],
  ['src/python/host.ts', '@tensorflow/tfjs-core'],
  ['src/python/host.ts', '../torch/index.ts'],
  ['src/python/host.ts', '../keras/index.ts'],
  ['src/python/vision-host.ts', '../datasets/load.ts'],
  ['src/training/session.ts', '../torch/index.ts'],
  ['src/training/session.ts', '../python/run-python.ts'],
  ['src/training/client.ts', './schemas.ts'],
  ['tests/unit/engine/backend.test.ts', '../../../src/engine/backend.ts'],
];

describe('the rooms', () => {
  it.each(refused)('%s must not import %s', async (file, module) => {
    const rule = '@typescript-eslint/no-restricted-imports';
    expect(await complaints(file, `import { thing } from '${module}';`)).toEqual([rule]);
    expect(await complaints(file, `export * from '${module}';`)).toEqual([rule]);
  });

  it.each(refused)('%s must not load %s later either', async (file, module) => {
    expect(await complaints(file, `const thing = await import('${module}');`)).toEqual(['no-restricted-syntax']);
  });

  it.each(allowed)('%s may import %s', async (file, module) => {
    expect(await complaints(file, `import { thing } from '${module}';`)).toEqual([]);
    expect(await complaints(file, `const thing = await import('${module}');`)).toEqual([]);
  });

  it.each(['datasets', 'engine', 'torch', 'torchvision', 'keras', 'python'])(
    'src/%s knows types of the protocol alone',
    async (room) => {
      const file = `src/${room}/some.ts`;
      expect(await complaints(file, `import type { DatasetName } from '../training/protocol.ts';`)).toEqual([]);
      expect(await complaints(file, `import { thing } from '../training/protocol.ts';`)).toHaveLength(1);
    },
  );
});

describe('the room of the components', () => {
  it.each(['python-cell', 'python-figure'])('%s knows types of figures alone', async (folder) => {
    const file = `components/${folder}/some.ts`;
    expect(await complaints(file, `import type { Figure } from '../../src/python/figure.ts';`)).toEqual([]);
    expect(await complaints(file, `import { thing } from '../../src/python/figure.ts';`)).toHaveLength(1);
  });
});

describe('the imports of a chapter', () => {
  it.each(globSync('content/**/*.mdx', { cwd: root }))('%s keeps to its room', async (file) => {
    // What a guide shows as code is imported by nobody. A block with a block in it has more backticks.
    const text = readFileSync(path.join(root, file), 'utf8').replaceAll(/^(`{3,})[^]*?^\1$/gm, '');
    const imports = text.match(/^import .*$/gm) ?? [];
    // ESLint does not read MDX; its imports are those of a script at the same place.
    expect(await complaints(file.replace(/\.mdx$/, '.ts'), imports.join('\n'))).toEqual([]);
  });
});
