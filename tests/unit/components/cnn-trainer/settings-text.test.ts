import { expect, test } from 'vitest';
import { settingsSummary } from '../../../../components/cnn-trainer/settings-text.ts';
import { standardSettings } from './fixtures.ts';

test('a summary has a question mark for what is no number', () => {
  const text = settingsSummary({ ...standardSettings, trainImages: NaN, learningRate: NaN, epochs: NaN });
  expect(text).toContain('? images');
  expect(text).toContain('? epochs');
  expect(text).not.toContain('NaN');
});
