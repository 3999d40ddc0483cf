import { beforeAll, describe, expect, it } from 'vitest';
import { frameAt } from '../../../../components/autograd-visualizer/film-frame.ts';
import { filmMetrics } from '../../../../components/autograd-visualizer/film-metrics.ts';
import { checkTable, edgeTable, nodeTable } from '../../../../components/autograd-visualizer/film-tables.ts';
import { layoutGraph } from '../../../../components/autograd-visualizer/graph-layout.ts';
import { readProgram } from '../../../../src/training/autograd/read-program.ts';
import { tapeFilm } from '../../../../src/training/autograd/tape-film.ts';
import { torchFilm } from '../../../../src/training/autograd/torch-film.ts';
import type { AutogradFilm } from '../../../../src/training/protocol.ts';
import { startWasm } from '../../support/wasm.ts';

const PROGRAM = `x = torch.tensor([1.0, 2.0], requires_grad=True)
(x ** 2).sum().backward()
(x * 3).sum().backward()
x.grad = None`;

let film: AutogradFilm;
let tape: AutogradFilm;

beforeAll(async () => {
  await startWasm();
  film = await torchFilm(readProgram(PROGRAM));
  tape = await tapeFilm(readProgram(PROGRAM));
});

/** The numbers of `x.grad` after so many events; null for None, undefined before there was any. */
function gradAt(position: number): readonly number[] | null | undefined {
  const gradient = frameAt(film, position).grads.get(0);
  return gradient === undefined || gradient === null ? gradient : film.tensors[gradient]?.values;
}

function placeOf(type: string, count: number): number {
  const places = film.events.flatMap((event, index) => (event.type === type ? [index + 1] : []));
  return places[count - 1] ?? Number.NaN;
}

describe('the frames of a film', () => {
  it('hold the gradient as it adds up, forward and back', () => {
    const [once, twice] = [placeOf('accumulated', 1), placeOf('accumulated', 2)];
    expect([once - 1, once, twice, twice - 1, film.events.length].map(gradAt)).toEqual([
      undefined,
      [2, 4],
      [5, 7],
      [2, 4],
      null,
    ]);
  });

  it('forget the flows of one backward when the next begins', () => {
    expect(frameAt(film, placeOf('accumulated', 1)).flows.size).toBe(2);
    expect(frameAt(film, placeOf('seeded', 2)).flows.size).toBe(0);
  });

  it('have nothing before the first event', () => {
    const frame = frameAt(film, 0);
    expect([frame.event, frame.values.size, nodeTable(film, frame).rows]).toEqual([null, 0, []]);
  });

  it('tell in tables what the drawing shows', () => {
    const frame = frameAt(film, placeOf('accumulated', 1));
    expect(nodeTable(film, frame).rows).toEqual([
      ['x', 'leaf', '[2]', '[1, 2]', '[2, 4]', '–'],
      ['PowBackward0', 'PowBackward0', '[2]', '[1, 4]', '[1, 1]', 'freed'],
      ['SumBackward0', 'SumBackward0', '[]', '5', '1', '–'],
    ]);
    expect(edgeTable(film, frame).rows).toEqual([
      ['x', 'PowBackward0', '[2, 4] (elementwise)', '[2, 4]'],
      ['PowBackward0', 'SumBackward0', '[1, 1] (gradient)', '[1, 1]'],
    ]);
    expect(checkTable(film).rows.map((row) => [row[0], row[1], row[2], row.at(-1)])).toEqual([
      ['x', '1', '[2, 4]', 'yes'],
      ['x', '2', '[3, 3]', 'yes'],
    ]);
  });

  it('say of numbers that float32 does not hold that they are beyond it', async () => {
    const source = 'x = torch.tensor(1e30, requires_grad=True)\n(x ** 3).backward()';
    expect(checkTable(await torchFilm(readProgram(source))).rows[0]?.at(-1)).toContain('beyond what float32 holds');
  });

  it('give figures of the end', () => {
    expect(filmMetrics({ torch: film, keras: tape })).toMatchObject({ events: film.events.length, raised: 0 });
  });
});

describe('the layout of a graph', () => {
  it('has every input before its operation, from left to right and from top to bottom', () => {
    for (const each of [film, tape]) {
      const wide = layoutGraph(each, 'LR');
      const narrow = layoutGraph(each, 'TB');
      for (const { from, to } of each.edges) {
        expect(wide.boxes[from]?.x).toBeLessThan(wide.boxes[to]?.x ?? 0);
        expect(narrow.boxes[from]?.y).toBeLessThan(narrow.boxes[to]?.y ?? 0);
      }
    }
  });

  it('has room in a leaf’s box for the gradient that the tape gives', async () => {
    const source = 'x = torch.tensor([1.0, 2.0, 7.0], requires_grad=True)\n(x ** 2).mean().backward()';
    const each = await tapeFilm(readProgram(source));
    const leaf = each.nodes.findIndex(({ kind }) => kind === 'leaf');
    const characters = '↤ [0.6667, 1.3333, 4.6667]'.length;
    expect(layoutGraph(each, 'TB').boxes[leaf]?.width).toBeGreaterThan(characters * 7);
  });

  it('lays no box over another', () => {
    const { boxes } = layoutGraph(film, 'LR');
    boxes.forEach((a, index) => {
      for (const b of boxes.slice(index + 1)) {
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
        expect(apart).toBe(true);
      }
    });
  });
});
