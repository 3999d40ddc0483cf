import { globSync, readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWasmInNode } from '../../../src/engine/wasm/start-in-node.ts';
import type { Axes, Figure } from '../../../src/python/figure.ts';
import { host } from '../../../src/python/host.ts';
import { PythonInterpreter } from '../../../src/python/interpreter.ts';

const root = 'src/python/packages';
let python: PythonInterpreter;

beforeAll(async () => {
  await startWasmInNode();
  const files = globSync('**/*.py', { cwd: root });
  const packages = Object.fromEntries(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]));
  python = await PythonInterpreter.start({ loadPyodide, packages });
}, 120_000);

/** The figures that a program shows, and what it prints. */
async function run(code: string): Promise<{ figures: readonly Figure[]; output: string }> {
  const figures: Figure[] = [];
  host.showFigure = (figure) => {
    figures.push(figure);
  };
  let output = '';
  const whole = `import matplotlib.pyplot as plt\n${code}`;
  const error = await python.run({ code: whole, name: 'cell.py', session: code }, (text) => {
    output += text;
  });
  return { figures, output: output + (error?.traceback ?? '') };
}

async function firstAxes(code: string): Promise<Axes> {
  const { figures, output } = await run(code);
  const axes = figures[0]?.axes[0];
  if (!axes) throw new Error(`No figure was shown: ${output}`);
  return axes;
}

describe('the figures of the course’s listings', () => {
  it('shows two curves with labels and a legend', async () => {
    const axes = await firstAxes(`
plt.plot([1.5, 1.0], label="training")
plt.plot([1.4, 1.2], label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()`);
    expect(axes.series).toMatchObject([
      { kind: 'line', x: [0, 1], y: [1.5, 1], colour: 'C0', label: 'training', lineStyle: 'solid', marker: null },
      { kind: 'line', x: [0, 1], y: [1.4, 1.2], colour: 'C1', label: 'validation' },
    ]);
    expect([axes.x.label, axes.y.label]).toEqual(['epoch', 'loss']);
    expect(axes.legend?.entries).toEqual([
      { label: 'training', axes: 0, series: 0 },
      { label: 'validation', axes: 0, series: 1 },
    ]);
  });

  it('shows points and a line of tensors with one column', async () => {
    const { figures } = await run(`
import torch
x = torch.tensor([[0.0], [1.0], [2.0]])
plt.scatter(x, x * 2)
plt.plot(x, x * 3, color="red")`);
    const [points, line] = figures[0]?.axes[0]?.series ?? [];
    expect(points).toMatchObject({ kind: 'points', x: [0, 1, 2], y: [0, 2, 4], colours: ['C0'], sizes: [36] });
    expect(line).toMatchObject({ kind: 'line', y: [0, 3, 6], colour: 'red' });
  });

  it('shows 25 images with titles and without axes', async () => {
    const { figures } = await run(`
import torch
images = torch.zeros(25, 3, 4, 4) - 1
figure, axes = plt.subplots(5, 5, figsize=(8, 8))
for number, (axis, image) in enumerate(zip(axes.flat, images)):
    axis.imshow(image.permute(1, 2, 0) * 0.5 + 1)
    axis.set_title(f"class {number}")
    axis.axis("off")
plt.show()`);
    expect(figures).toHaveLength(1);
    const [figure] = figures;
    expect(figure).toMatchObject({ width: 8, height: 8, rows: 5, columns: 5 });
    expect(figure?.axes[7]).toMatchObject({ row: 1, column: 2, title: 'class 7', isFramed: false, isEqual: true });
    const image = figure?.axes[7]?.series[0];
    expect(image).toMatchObject({ kind: 'image', width: 4, height: 4, channels: 3, range: null });
    if (image?.kind !== 'image') throw new Error('There is no image.');
    expect([...new Set(image.pixels)]).toEqual([128]);
  });
});

// Each with its limits in Matplotlib 3.11.2.
const limits: readonly (readonly [code: string, x: readonly number[], y: readonly number[]])[] = [
  ['plt.plot([])', [-0.055, 0.055], [-0.055, 0.055]],
  ['plt.plot([5])', [-0.055, 0.055], [4.725, 5.275]],
  ['plt.plot([1, 2, float("nan"), 4])', [-0.15, 3.15], [0.85, 4.15]],
  ['plt.bar(["a", "b"], [3, 4])', [-0.49, 1.49], [0, 4.2]],
  ['plt.barh(["a", "b"], [3, 4])', [0, 4.2], [-0.49, 1.49]],
  ['plt.bar([0, 1], [1, -2])', [-0.49, 1.49], [-2.15, 1.15]],
  ['plt.hist([1, 2, 2, 3], bins=3)', [0.9, 3.1], [0, 2.1]],
  ['plt.hist([5, 5, 5])', [4.45, 5.55], [0, 3.15]],
  ['plt.hist([[1, 2], [2, 3, 3]], label=["a", "b"])', [0.922, 3.078], [0, 2.1]],
  ['plt.axhline(3)', [0, 1], [2.835, 3.165]],
  ['plt.plot([1, 2, 3]); plt.axhline(7); plt.axvline(-1)', [-1.15, 2.15], [0.7, 7.3]],
  ['plt.plot([1, 10, 1000]); plt.yscale("log")', [-0.1, 2.1], [0.707945784, 1412.537544623]],
  ['plt.loglog([1], [3])', [0.079432823, 12.589254118], [0.891250938, 11.220184543]],
  ['plt.imshow([[0] * 6] * 4)', [-0.5, 5.5], [3.5, -0.5]],
  ['plt.imshow([[0] * 6] * 4, origin="lower")', [-0.5, 5.5], [-0.5, 3.5]],
  ['plt.contourf([[0, 1, 2], [1, 2, 3]])', [0, 2], [0, 1]],
  ['plt.pcolormesh([[0, 1, 2], [1, 2, 3]])', [0, 3], [0, 2]],
  ['plt.pcolormesh([0, 1, 2], [0, 1], [[0, 1, 2], [1, 2, 3]])', [-0.5, 2.5], [-0.5, 1.5]],
  ['plt.pcolormesh([0, 1, 2, 3], [0, 1, 2], [[0, 1, 2], [1, 2, 3]])', [0, 3], [0, 2]],
  ['plt.plot([1, 2, 3]); plt.xticks([0, 5])', [-0.1, 5], [0.9, 3.1]],
  ['plt.plot([1, 2, 3]); plt.xlim(0)', [0, 2.1], [0.9, 3.1]],
  ['plt.plot([1, 2, 3]); plt.gca().invert_yaxis()', [-0.1, 2.1], [3.1, 0.9]],
  ['plt.fill_between([1, 2, 3], [1, 2, 3])', [0.9, 3.1], [-0.15, 3.15]],
];

describe('limits', () => {
  it.each(limits)('%s', async (code, x, y) => {
    const axes = await firstAxes(code);
    axes.x.limits.forEach((limit, end) => expect(limit).toBeCloseTo(x[end] ?? Number.NaN, 8));
    axes.y.limits.forEach((limit, end) => expect(limit).toBeCloseTo(y[end] ?? Number.NaN, 8));
  });
});

// Each with the message of Matplotlib 3.11.2.
const errors: readonly (readonly [code: string, message: string])[] = [
  [
    'plt.plot([1, 2, 3], [1, 2, 3, 4])',
    'ValueError: x and y must have same first dimension, but have shapes (3,) and (4,)',
  ],
  ['plt.scatter([1, 2], [1, 2, 3])', 'ValueError: x and y must be the same size'],
  [
    'plt.bar([1, 2, 3], [1, 2, 3, 4])',
    "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between 'x' with shape " +
      "(3,) and 'height' with shape (4,).",
  ],
  ['plt.imshow([[[0] * 32] * 32] * 3)', 'TypeError: Invalid shape (3, 32, 32) for image data'],
  ['plt.plot([1, 2], "zz")', "ValueError: 'zz' is not a valid format string (unrecognized character 'z')"],
  ['plt.plot([1, 2], colour="red")', "AttributeError: Line2D.set() got an unexpected keyword argument 'colour'"],
  ['plt.plot([1, 2], linestyle="foo")', "ValueError: 'foo' is not a valid value for ls."],
  ['plt.subplot(2, 2, 5)', 'ValueError: num must be an integer with 1 <= num <= 4, not 5'],
  ['plt.axis("foo")', "ValueError: Unrecognized string 'foo' to axis; try 'on' or 'off'"],
  [
    'import torch; plt.plot(torch.ones(2, requires_grad=True))',
    "RuntimeError: Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
  ],
];

describe('errors', () => {
  it.each(errors)('%s', async (code, message) => {
    const { output } = await run(code);
    expect(output).toContain(message);
    // The reader's own line, and none of ours.
    expect(output).toContain('File "cell.py", line 2');
    expect(output).not.toContain('matplotlib/');
  });
});

describe('pyplot', () => {
  it('reads colour, marker and style from a format string', async () => {
    const axes = await firstAxes('plt.plot([1, 2], "r--o"); plt.plot([1, 2], "s"); plt.plot([1, 2], "C3:")');
    expect(axes.series).toMatchObject([
      { colour: '#ff0000', lineStyle: 'dashed', marker: 'o' },
      { colour: 'C0', lineStyle: 'none', marker: 's' },
      { colour: 'C3', lineStyle: 'dotted', marker: null },
    ]);
  });

  it('shows numbers by a colormap between vmin and vmax', async () => {
    const axes = await firstAxes(
      'plt.imshow([[0, 5], [10, 20]], cmap="gray", vmin=0, vmax=10); plt.colorbar(label="n")',
    );
    const [image] = axes.series;
    if (image?.kind !== 'image') throw new Error('There is no image.');
    expect([...image.pixels]).toEqual([0, 128, 255, 255]);
    expect(image.range).toEqual({ colormap: 'gray', minimum: 0, maximum: 10 });
    expect(axes.colourBar).toEqual({ series: 0, label: 'n' });
  });

  it('fills bands between the levels that Matplotlib chooses', async () => {
    // Matplotlib's bounds are 0, 0.4, 0.8, 1.2 to 3.2.
    const axes = await firstAxes(
      'plt.contourf([[0, 1], [1.1, 3]], cmap="gray"); plt.gca().spines["top"].set_visible(False)',
    );
    const [image] = axes.series;
    if (image?.kind !== 'image') throw new Error('There is no image.');
    expect(image.range?.minimum).toBeCloseTo(0.2);
    expect(image.range?.maximum).toBeCloseTo(3);
    expect([...image.pixels].toSorted((a, b) => a - b)).toEqual([0, 73, 73, 255]);
  });

  it('gives plots of a grid by row and column, and shares their limits', async () => {
    const { figures, output } = await run(`
figure, axes = plt.subplots(2, 2, sharex=True)
axes[0, 1].plot([1, 2, 3])
axes[1][0].plot(range(11))
print(axes.shape, len(axes.ravel()), axes[:, 1].shape)
(one, two), rest = axes
print(one is axes[0, 0])`);
    expect(output).toBe('(2, 2) 4 (2,)\nTrue\n');
    const plots = figures[0]?.axes ?? [];
    expect(plots.map(({ x }) => x.limits)).toEqual(Array.from({ length: 4 }, () => [-0.5, 10.5]));
    expect(plots.map(({ x }) => x.areTicksLabelled)).toEqual([false, false, true, true]);
  });

  it('lays plots of different grids into one', async () => {
    const { figures } = await run('plt.subplot(211); plt.plot([1]); plt.subplot(2, 2, 4); plt.plot([1])');
    expect(figures[0]).toMatchObject({ rows: 2, columns: 2 });
    expect(figures[0]?.axes).toMatchObject([
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2 },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1 },
    ]);
  });

  it('draws over a plot with an axis of its own', async () => {
    const { figures } = await run(`
figure, left = plt.subplots()
left.plot([1, 2], label="loss")
right = left.twinx()
right.plot([10, 20], label="accuracy")
right.legend(handles=[left.lines[0], right.lines[0]])`);
    expect(figures[0]?.axes[1]).toMatchObject({ twinOf: 0, y: { limits: [9.5, 20.5] } });
    expect(figures[0]?.axes[1]?.legend?.entries).toEqual([
      { label: 'loss', axes: 0, series: 0 },
      { label: 'accuracy', axes: 1, series: 0 },
    ]);
  });

  it('shows each figure once: by show, or when the cell ends, or though it was saved and closed', async () => {
    expect((await run('plt.plot([1]); plt.show(); plt.plot([2])')).figures).toHaveLength(2);
    expect((await run('plt.plot([1]); plt.close()')).figures).toHaveLength(0);
    const { figures, output } = await run('plt.plot([1]); plt.savefig("loss.png"); plt.close()');
    expect(figures).toHaveLength(1);
    expect(output).toContain("UserWarning: savefig: 'loss.png' is not written in the browser");
  });

  it('offers the nearest names for one that is not there', async () => {
    const { output } = await run('plt.scater([1], [1])');
    expect(output).toContain("AttributeError: module 'matplotlib.pyplot' has no attribute 'scater'");
    expect(output).toContain('scatter');
  });
});
