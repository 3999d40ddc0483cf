import { describe, expect, test } from 'vitest';
import { accuracySpread, type RunGroup } from '../../../../components/seed-spread/spread.ts';

const header =
  'framework,train_images,test_images,epochs,scaling,validation_split,first_weights,seed,training_loss,test_accuracy';
const group: RunGroup = {
  framework: 'torch',
  epochs: 2,
  scaling: 'zeroToOne',
  validationSplit: 0,
  firstWeights: 'default',
};
const runs = [
  header,
  'torch,100,10,2,zeroToOne,0.0,default,0,1.5,0.25',
  'torch,100,10,2,zeroToOne,0.0,default,1,1.5,0.75',
  'keras,100,10,2,zeroToOne,0.0,default,0,1.5,0.9',
  'torch,100,10,3,zeroToOne,0.0,default,0,1.5,0.9',
  'torch,100,10,2,minusOneToOne,0.0,default,0,1.5,0.9',
  'torch,100,10,2,zeroToOne,0.3,default,0,1.5,0.9',
  'torch,100,10,2,zeroToOne,0.0,glorot,0,1.5,0.9',
  '',
].join('\n');

describe('accuracySpread', () => {
  test('takes the runs that differ from the group in the seed alone', () => {
    expect(accuracySpread(runs, group)).toEqual({ accuracies: [0.25, 0.75], mean: 0.5, lowest: 0.25, highest: 0.75 });
  });

  test('throws for a group without runs', () => {
    expect(() => accuracySpread(runs, { ...group, epochs: 9 })).toThrow('none for');
  });

  test('throws for a file of another kind', () => {
    expect(() => accuracySpread('a,b\n1,2\n', group)).toThrow('no column for framework');
  });
});
