/** The very files of weights with which the judge starts exported programs in the real frameworks. */
import { beforeAll, expect, test } from 'vitest';
import { describeDataset } from '../../../src/datasets/describe.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import { readTorchWeights } from '../../../src/training/inspection/weights.ts';
import { saveWeights } from '../../../src/training/weights/save-weights.ts';
import { exportCases } from '../support/exports.ts';
import { setJudgedWeights } from '../support/judged-weights.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

test.each(['torch', 'keras'] as const)(
  'the weights of an export to %s are saved as the judge has them',
  async (dialect) => {
    const { name, settings } = exportCases.find((each) => each.name === 'cnn-adam') ?? expect.fail('no such export');
    const { height, width, channels } = describeDataset(settings.dataset);
    const imageShape = [height, width, channels] as const;
    const module = buildTorchModule(settings, imageShape);
    setJudgedWeights(module, settings.seed);
    const weights = await readTorchWeights(module);
    module.dispose();
    const [file] = await saveWeights(
      { dialect: 'torch', settings, imageShape, weights },
      { dialect, format: 'safetensors', name },
    );
    if (typeof file?.content !== 'object') expect.fail('it is no safetensors file');
    const lines =
      Buffer.from(file.content)
        .toString('base64')
        .match(/.{1,120}/g) ?? [];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../../judges/exports/${file.name}.base64`);
  },
);
