import { describe, expect, test } from 'vitest';
import { stepFile } from '../../../../components/eager-graph/step-program.ts';
import { stepPresets } from '../../../../components/eager-graph/step-presets.ts';

describe.each(['torch', 'keras'] as const)('the program of %s', (dialect) => {
  const { name, text } = stepFile(dialect, 'py', { ...stepPresets.full, network: 'perceptron', seed: 7 });

  test('has the settings, and no placeholder', () => {
    expect(name).toBe(`eager_graph_${dialect}.py`);
    expect(text).toContain('BATCH_SIZES = [1, 8, 32, 128, 512]');
    expect(text).toContain('STEPS = 50');
    expect(text).toContain('seed(7)');
    expect(text).not.toMatch(/@\w+@/);
  });

  test('times the step of the network both ways', () => {
    expect(text).toContain(dialect === 'torch' ? 'nn.Linear(784, 64)' : 'keras.layers.Dense(64, activation="relu")');
    expect(text).toContain(dialect === 'torch' ? 'graph = torch.compile(step)' : 'graph = tf.function(step)');
    expect(text).not.toContain('Conv');
  });

  test('is a notebook too', () => {
    const notebook = JSON.parse(stepFile(dialect, 'ipynb', stepPresets.quick).text) as { readonly cells: unknown[] };
    expect(notebook.cells.length).toBeGreaterThan(4);
  });
});
