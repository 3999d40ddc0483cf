import { expect, test } from 'vitest';
import { meanCurves } from '../../../../components/loss-curves/curves.ts';

const rows = [
  'setting,framework,seed,epoch,training_loss,validation_loss,test_accuracy',
  'small,torch,0,2,0.5,1.0,0.9',
  'small,torch,0,1,1.0,2.0,0.8',
  'small,torch,1,1,3.0,4.0,0.8',
  'small,torch,1,2,1.5,2.0,0.9',
  'large,torch,0,1,9.0,9.0,0.1',
];
const group = { framework: 'torch', setting: 'small' } as const;

test('curves are means over the seeds, in the order of the epochs', () => {
  expect(meanCurves(rows.join('\n'), group)).toEqual({ training: [2, 1], validation: [3, 1.5], seeds: 2 });
});

test('a run without one of its epochs is refused', () => {
  expect(() => meanCurves(rows.slice(0, -2).join('\n'), group)).toThrow('not every run');
});
