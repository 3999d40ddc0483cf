import { select } from 'd3-selection';
import type { PlacementResult, PlacementSettings, TensorTransfer } from '../../src/training/protocol.ts';
import { deviceNames } from './device-names.ts';
import { layerTexts } from './layer-texts.ts';
import type { StepPart } from './step-parts.ts';

const WIDTH = 340;
const DEVICE_HEIGHT = 98;
const GAP = 112;
const HEIGHT = 2 * DEVICE_HEIGHT + GAP;
const ARROW = 'M-5,-8L5,-8L0,0Z';
const arrows = [
  { direction: 'forward', x: 136, from: DEVICE_HEIGHT, to: DEVICE_HEIGHT + GAP },
  { direction: 'backward', x: 204, from: DEVICE_HEIGHT + GAP, to: DEVICE_HEIGHT },
] as const;

/** Two devices below each other with a layer in each, and between them what a step copies, as it was counted. */
export class PlacementDiagram {
  readonly #svg: SVGSVGElement;

  constructor(svg: SVGSVGElement, framework: string, settings: PlacementSettings, result: PlacementResult) {
    this.#svg = svg;
    const root = select(svg).attr('viewBox', `0 0 ${WIDTH} ${HEIGHT}`).attr('width', WIDTH).attr('height', HEIGHT);
    root.selectAll('*').remove();
    root.attr(
      'aria-label',
      `${framework}: ${result.transfers.map((transfer) => sentence(transfer, result)).join('; ')}`,
    );
    this.#drawDevices(settings, result);
    this.#drawCopies(result.transfers);
  }

  /** Marks what a part of the step does, or nothing. */
  mark(part: StepPart | null): void {
    for (const name of ['first', 'second', 'forward', 'backward']) {
      select(this.#svg)
        .select(`.placement-${name}`)
        .classed('is-active', name === part?.mark);
    }
  }

  destroy(): void {
    const root = select(this.#svg);
    root.selectAll('*').remove();
    for (const name of ['viewBox', 'width', 'height']) root.attr(name, null);
  }

  #drawDevices(settings: PlacementSettings, { devices, parameters }: PlacementResult): void {
    const [first, second] = layerTexts(settings);
    const layers = [
      { place: 'first', layer: first },
      { place: 'second', layer: second },
    ] as const;
    const device = select(this.#svg)
      .selectAll('g.placement-device')
      .data(layers)
      .join('g')
      .attr('class', ({ place }) => `placement-device placement-${place}`)
      .attr('transform', (_, index) => `translate(0,${index * (DEVICE_HEIGHT + GAP)})`);
    device
      .append('rect')
      .attr('x', 1)
      .attr('y', 1)
      .attr('width', WIDTH - 2)
      .attr('height', DEVICE_HEIGHT - 2)
      .attr('rx', 6);
    const lines = (index: number): readonly string[] => {
      const [name, total] = [devices[index] ?? 'cpu', parameters[index] ?? { count: 0, bytes: 0 }];
      return [
        deviceNames[name],
        layers[index]?.layer ?? '',
        `batches of ${settings.batchSize.toLocaleString('en')}`,
        `${total.count.toLocaleString('en')} parameters, ${total.bytes.toLocaleString('en')} bytes`,
      ];
    };
    device
      .selectAll('text')
      .data((_, index) => lines(index))
      .join('text')
      .attr('class', (_, index) => (index === 0 ? 'placement-device-name' : null))
      .attr('x', WIDTH / 2)
      .attr('y', (_, index) => 25 + index * 20)
      .text(String);
  }

  #drawCopies(transfers: readonly TensorTransfer[]): void {
    const copy = select(this.#svg)
      .selectAll('g.placement-copy')
      .data(arrows)
      .join('g')
      .attr('class', ({ direction }) => `placement-copy placement-${direction}`);
    copy
      .append('line')
      .attr('x1', ({ x }) => x)
      .attr('x2', ({ x }) => x)
      .attr('y1', ({ from }) => from)
      .attr('y2', ({ from, to }) => to - 6 * Math.sign(to - from));
    copy
      .append('path')
      .attr('d', ARROW)
      .attr('transform', ({ x, from, to }) => `translate(${x},${to}) rotate(${to > from ? 0 : 180})`);
    const lines = (direction: TensorTransfer['direction']): readonly string[] => {
      const moved = transfers.filter((transfer) => transfer.direction === direction);
      const bytes = moved.reduce((sum, transfer) => sum + transfer.bytes, 0);
      const shapes = moved.map(({ shape }) => `[${shape.join(', ')}]`).join(' ');
      return [
        direction,
        `${moved.length} ${moved.length === 1 ? 'tensor' : 'tensors'}`,
        shapes,
        `${bytes.toLocaleString('en')} bytes`,
      ];
    };
    copy
      .selectAll('text')
      .data(({ direction, x }) => lines(direction).map((text) => ({ text, x, direction })))
      .join('text')
      .attr('class', (_, index) => (index === 0 ? 'placement-copy-name' : null))
      .attr('x', ({ x, direction }) => x + (direction === 'forward' ? -10 : 10))
      .attr('text-anchor', ({ direction }) => (direction === 'forward' ? 'end' : 'start'))
      .attr('y', (_, index) => DEVICE_HEIGHT + 32 + index * 18)
      .text(({ text }) => text);
  }
}

function sentence({ direction, shape, bytes }: TensorTransfer, { devices: [first, second] }: PlacementResult): string {
  const [from, to] = direction === 'forward' ? [first, second] : [second, first];
  return `${direction}, a tensor of shape ${shape.join(' by ')}, ${bytes} bytes, from ${deviceNames[from]} to ${deviceNames[to]}`;
}
