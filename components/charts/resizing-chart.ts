import { select } from 'd3-selection';
import type { Chart } from './line-chart.ts';

/** In pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of an `svg` that is not laid out yet. */
const FALLBACK_SIZE: Size = { width: 420, height: 240 };

/** Draws a chart at once, with each new data, and whenever its `svg` gets another size. */
export function resizingChart<Data>(
  svg: SVGSVGElement,
  data: Data,
  draw: (data: Data, size: Size) => void,
): Chart<Data> {
  let current = data;
  let size = sizeOf(svg);
  const observer = new ResizeObserver(() => {
    const { width, height } = sizeOf(svg);
    if (width === size.width && height === size.height) return;
    size = { width, height };
    draw(current, size);
  });
  observer.observe(svg);
  draw(current, size);
  return {
    update(next) {
      current = next;
      draw(current, size);
    },
    destroy() {
      observer.disconnect();
      select(svg).selectAll('*').remove();
    },
  };
}

function sizeOf(svg: SVGSVGElement): Size {
  const { width, height } = svg.getBoundingClientRect();
  return width > 0 && height > 0 ? { width, height } : FALLBACK_SIZE;
}
