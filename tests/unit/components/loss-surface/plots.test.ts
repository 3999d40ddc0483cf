// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { FitChart } from '../../../../components/loss-surface/fit-chart.ts';
import { LossChart } from '../../../../components/loss-surface/loss-chart.ts';
import type { RacerPath } from '../../../../components/loss-surface/race-history.ts';
import { raceOptimizer } from '../../../../components/loss-surface/race-optimizers.ts';
import { SurfaceMap } from '../../../../components/loss-surface/surface-map.ts';
import { surfaceProblems } from '../../../../components/loss-surface/surface-problems.ts';
import type { SurfacePosition } from '../../../../src/training/protocol.ts';

let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  document.body.replaceChildren(svg);
});

const problem = surfaceProblems.regression;
const racer = (positions: readonly SurfacePosition[], losses: readonly number[] = [1, 0.1]): RacerPath => ({
  optimizer: raceOptimizer('adam'),
  losses,
  positions,
  divergedAfter: null,
});
const numbersOf = (path: Element | null) => (path?.getAttribute('d')?.match(/-?[\d.]+/g) ?? []).map(Number);
const all = (selector: string) => [...svg.querySelectorAll(selector)];
/** The plot area of a drawing without a size of its own: 420 by 320, without its margins. */
const area = { left: 42, right: 400, top: 22, bottom: 284 };

describe('the map', () => {
  /** A bowl with its lowest point in the middle of 5 x 5 positions. */
  const bowl = Float32Array.from(
    { length: 25 },
    (_, cell) => 0.01 + ((cell % 5) - 2) ** 2 + (Math.floor(cell / 5) - 2) ** 2,
  );

  test('has bands that close around the lowest loss', () => {
    const map = new SurfaceMap(svg, { problem, surface: { losses: bowl, gridSize: 5 }, paths: [], start: null });
    const bands = all('.surface-bands path');
    expect(bands).toHaveLength(16);
    const levels = bands.map((band) => Number(band.getAttribute('style')?.match(/--level: ?([\d.]+)/)?.[1]));
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    // All but the first leave a hole, whose edge lies around the middle.
    const inner = numbersOf(bands[1] ?? null).slice(-10);
    for (let index = 0; index < inner.length; index += 2) {
      expect(inner[index]).toBeGreaterThan(area.left + 0.2 * (area.right - area.left));
      expect(inner[index]).toBeLessThan(area.left + 0.8 * (area.right - area.left));
    }
    map.destroy();
    expect(svg.childElementCount).toBe(0);
  });

  test('has paths, heads and the start where they are', () => {
    const paths = [
      racer([
        [-2, -1],
        [8, 9],
      ]),
      racer([
        [3, 4],
        [1e9, 1e9],
      ]),
    ];
    new SurfaceMap(svg, { problem, surface: null, paths, start: [3, 4] });
    expect(all('.surface-bands path')).toHaveLength(0);
    expect(numbersOf(all('.surface-paths path')[0] ?? null)).toEqual([area.left, area.bottom, area.right, area.top]);
    // What is beyond the map has no head on it.
    expect(all('.surface-heads g').map((head) => head.textContent)).toEqual(['7']);
    expect(all('.surface-start path')[0]?.getAttribute('transform')).toBe('translate(221,153)');
  });

  test('tells the position under the pointer, within its axes alone', () => {
    const map = new SurfaceMap(svg, { problem, surface: null, paths: [], start: null });
    expect(map.positionAt(221, 153, svg)).toEqual([3, 4]);
    expect(map.positionAt(area.left - 5, 153, svg)).toBeNull();
    expect(map.positionAt(221, area.bottom + 5, svg)).toBeNull();
  });
});

describe('the fits', () => {
  test('go through the points that they fit', () => {
    const points: readonly SurfacePosition[] = [
      [0, 4],
      [1, 7],
      [2, 10],
    ];
    new FitChart(svg, {
      problem,
      points,
      paths: [
        racer([
          [0, 0],
          [3, 4],
        ]),
      ],
    });
    const [first, , last] = all('.surface-points circle').map((circle) => [
      Number(circle.getAttribute('cx')),
      Number(circle.getAttribute('cy')),
    ]);
    const line = numbersOf(all('.surface-fits path')[0] ?? null);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [...line.slice(0, 2), ...line.slice(-2)];
    const at = (x: number) => y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    expect(at(first?.[0] ?? NaN)).toBeCloseTo(first?.[1] ?? NaN, 1);
    expect(at(last?.[0] ?? NaN)).toBeCloseTo(last?.[1] ?? NaN, 1);
  });

  test('of a racer that is far away stay near the plot', () => {
    new FitChart(svg, {
      problem,
      points: [
        [0, 4],
        [2, 10],
      ],
      paths: [racer([[1e30, 1e30]])],
    });
    expect(Math.max(...numbersOf(all('.surface-fits path')[0] ?? null).map(Math.abs))).toBeLessThan(3_000);
  });
});

describe('the losses', () => {
  test('lie on a logarithmic scale from the first epoch to the last', () => {
    new LossChart(svg, { epochs: 3, paths: [racer([], [100, 10, 1])] });
    const [x0, y0, x1, y1, x2, y2] = numbersOf(all('.surface-curves path')[0] ?? null);
    expect([x0, y0, x1, x2, y2]).toEqual([area.left, area.top, (area.left + area.right) / 2, area.right, area.bottom]);
    expect(y1).toBeCloseTo((area.top + area.bottom) / 2, 1);
    expect(all('.chart-axis').map((axis) => axis.textContent)).toContain('110100');
  });

  test('leave out what is no number, and thousands of points', () => {
    const losses = Array.from({ length: 5_000 }, (_, index) => (index === 10 ? NaN : 1 / (index + 1)));
    const chart = new LossChart(svg, { epochs: 5_000, paths: [racer([], losses)] });
    expect(numbersOf(all('.surface-curves path')[0] ?? null).length / 2).toBeLessThan(420);
    chart.update({ epochs: 5_000, paths: [racer([], [NaN, Infinity])] });
    expect(numbersOf(all('.surface-curves path')[0] ?? null)).toEqual([]);
  });
});
