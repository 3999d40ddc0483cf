/** What the build computes for readers without JavaScript. */
import { describe, expect, it } from 'vitest';
import { stillFilm } from '../../../../components/autograd-visualizer/still.ts';
import { frameAt } from '../../../../components/autograd-visualizer/film-frame.ts';
import { nodeTable } from '../../../../components/autograd-visualizer/film-tables.ts';
import { labPresets } from '../../../../components/callback-lab/lab-presets.ts';
import { stillSchedules } from '../../../../components/callback-lab/still.ts';
import { networkChoices } from '../../../../components/graph-view/network-choices.ts';
import { stillGraphs } from '../../../../components/graph-view/still.ts';
import { firstImages, STILL_SIDE, stillPicture } from '../../../../components/image-grid/still.ts';
import { stillSurface } from '../../../../components/loss-surface/still.ts';
import { computeAtBuild } from '../../../../components/still/compute-at-build.ts';
import { stillResults } from '../../../../components/tensor-playground/still.ts';
import sharp from 'sharp';
import { judgedRace } from '../../support/surfaces.ts';

describe('computeAtBuild', () => {
  it('computes one after the other, also after one that has failed', async () => {
    const events: string[] = [];
    const slow = computeAtBuild(async () => {
      events.push('begin');
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push('end');
      throw new Error('no');
    });
    const next = computeAtBuild(() => events.push('next'));
    await expect(slow).rejects.toThrow('no');
    await next;
    expect(events).toEqual(['begin', 'end', 'next']);
  });
});

describe('the still of the tensor playground', () => {
  it('has the values of both frameworks, and their errors', async () => {
    const lines = ['x = arange(6)', 'x[0] = 99', 'x'];
    const { rows } = await stillResults(lines.join('\n'), lines);
    expect(rows[0]).toEqual(['x = arange(6)', '[0, 1, 2, 3, 4, 5] torch.int64, shape [6]', expect.any(String)]);
    expect(rows[1]?.[2]).toContain('TypeError: ');
    expect(rows[2]?.slice(1)).toEqual(['[99, 1, 2, 3, 4, 5] torch.int64, shape [6]', 'not reached']);
  });

  it('tells a long tensor by its first numbers', async () => {
    const { rows } = await stillResults('arange(100)', ['arange(100)']);
    expect(rows[0]?.[1]).toBe('[0, 1, 2, 3, …] torch.int64, shape [100]');
  });
});

describe('the still of the autograd visualizer', () => {
  it('has the gradients of the program’s end', async () => {
    const film = await stillFilm('x = tensor([1., 2., 3.], requires_grad=True)\nx.square().mean().backward()', 'torch');
    const { rows } = nodeTable(film, frameAt(film, film.events.length));
    expect(rows[0]).toEqual(['x', 'leaf', '[3]', '[1, 2, 3]', '[0.6667, 1.3333, 2]', '–']);
  });
});

describe('the still of the callback lab', () => {
  it('has the rates of the real scheduler', async () => {
    const lab = labPresets({ torch: { name: 'StepLR', values: { step_size: '2', gamma: '0.5' } } }).quick;
    const { rates } = (await stillSchedules(lab)).torch;
    expect([rates[0], rates.at(-1)]).toEqual([0.003, 0.00075]);
  });
});

describe('the still of the graph view', () => {
  it('is read from the built models', async () => {
    const [mlp] = networkChoices(undefined);
    if (!mlp) throw new Error('There are no networks.');
    const { torch, keras } = await stillGraphs(mlp.network);
    expect([torch.trainable.count, keras.trainable.count]).toEqual([101_770, 101_770]);
  });
});

describe('the still of the loss surface', () => {
  it.each(['torch', 'keras'] as const)('has its least loss near the true line, by %s', async (dialect) => {
    const settings = judgedRace('regression', dialect);
    const { losses } = await stillSurface(settings);
    const least = losses.indexOf(Math.min(...losses));
    // Eleven points from -2 to 8 and from -1 to 9: weight 3 and bias 4 are the sixth of either.
    expect([least % 11, Math.floor(least / 11)]).toEqual([5, 5]);
  });
});

describe('the still of the image grid', () => {
  it.each(['mnist-8x8', 'cifar10'] as const)('has the first images of %s in rows', async (dataset) => {
    const { train, width, height, channels } = await firstImages(dataset);
    const { data, info } = await sharp(await stillPicture(dataset))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([STILL_SIDE * width, STILL_SIDE * height]);
    const [column, row, x, y] = [3, 2, 5, 4];
    const shown = data[((row * height + y) * info.width + column * width + x) * info.channels];
    const stored = train.images[(((row * STILL_SIDE + column) * height + y) * width + x) * channels];
    expect(shown).toBe(stored);
  });
});
