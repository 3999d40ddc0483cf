/** Runs on data of the reader's own: both dialects on WASM, from a CSV file to the result. */
import { beforeAll, expect, test } from 'vitest';
import { fittingSettings } from '../../../components/cnn-trainer/own-data/fitting-settings.ts';
import { openCsv, type OwnFileName } from '../support/own-files.ts';
import { mnistSettings } from '../support/settings.ts';
import { failureOf, resultOf, stage } from '../support/training-stage.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

async function settingsFor(name: OwnFileName) {
  const { description, dataset } = await openCsv(name);
  const base = mnistSettings({ dataset: description });
  return { settings: { ...base, ...fittingSettings(description, base), epochs: 30 }, dataset };
}

test.each(['flowers.csv', 'bars.csv'] as const)(
  '%s is learned in both dialects with settings that fit',
  async (name) => {
    const { settings, dataset } = await settingsFor(name);
    const { session, reports, train } = stage();
    await session.handle({ type: 'own-data', runId: 1, data: { id: 1, dataset } });
    expect(await train(settings)).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
    for (const dialect of ['torch', 'keras'] as const) {
      const { testAccuracy, confusionMatrix } = resultOf(reports, dialect);
      expect(testAccuracy).toBeGreaterThanOrEqual(0.9);
      expect(confusionMatrix.flat().reduce((sum, count) => sum + count)).toBe(settings.testImages);
    }
  },
);

test('data that this worker does not have is asked for', async () => {
  const { settings, dataset } = await settingsFor('flowers.csv');
  const { session, train } = stage();
  await session.handle({ type: 'own-data', runId: 1, data: { id: 2, dataset } });
  expect(failureOf(await train(settings))).toMatchObject({
    kind: 'data',
    message: 'flowers.csv is no longer in memory.',
  });
});

test('settings whose own data is not open cannot be trained', async () => {
  const { settings } = await settingsFor('flowers.csv');
  if (typeof settings.dataset === 'string') expect.fail('The settings name no own data.');
  const ending = await stage().train({ ...settings, dataset: { ...settings.dataset, id: 0 } });
  expect(failureOf(ending)).toMatchObject({ kind: 'settings', message: 'No data of your own is open.' });
});
