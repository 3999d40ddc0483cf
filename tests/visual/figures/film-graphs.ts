import { examples } from '../../../components/autograd-visualizer/examples.ts';
import { frameAt } from '../../../components/autograd-visualizer/film-frame.ts';
import { GraphDrawing } from '../../../components/autograd-visualizer/graph-drawing.ts';
import { layoutGraph, type Direction } from '../../../components/autograd-visualizer/graph-layout.ts';
import { readProgram } from '../../../src/training/autograd/read-program.ts';
import { tapeFilm } from '../../../src/training/autograd/tape-film.ts';
import { torchFilm } from '../../../src/training/autograd/torch-film.ts';
import type { AutogradFilm } from '../../../src/training/protocol.ts';
import { box, emptySvg, type Figure } from '../figure.ts';

function graphAtItsEnd(film: AutogradFilm, dialect: 'torch' | 'keras', direction: Direction): Element {
  const svg = emptySvg('');
  const drawing = new GraphDrawing(svg, film, layoutGraph(film, direction));
  // Not all events, since the last of a film may free what the one before has shown.
  drawing.show(frameAt(film, film.events.length - 1));
  return box('autograd-scroll', dialect, [svg]);
}

/** Every example of the visualizer under both frameworks, and programs whose numbers and names are long. */
const programs = new Map([
  ...examples.map(({ id, program }) => [id, program] as const),
  [
    'longNumbers',
    'x = torch.tensor([123456.789, -0.00001234, 3.0e20], requires_grad=True)\n(x * x).sum().backward()',
  ] as const,
  [
    'longNames',
    'learnable_scale_of_inputs = torch.tensor(2.0, requires_grad=True)\n(learnable_scale_of_inputs ** 3).backward()',
  ] as const,
]);

export const filmGraphs: Readonly<Record<string, Figure>> = Object.fromEntries(
  [...programs].flatMap(([id, source]) => [
    [`${id}-torch`, async () => graphAtItsEnd(await torchFilm(readProgram(source)), 'torch', 'TB')],
    [`${id}-tape`, async () => graphAtItsEnd(await tapeFilm(readProgram(source)), 'keras', 'LR')],
  ]),
);
