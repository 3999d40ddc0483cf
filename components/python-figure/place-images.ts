import type { Axes, ImageSeries } from '../../src/python/figure.ts';
import type { PlotArea } from './plot-area.ts';
import { rgbaPixels } from './rgba-pixels.ts';

/** Puts the images of a plot on canvases where their pixels belong, cut off at the edges of the plot. */
export function placeImages(layer: HTMLElement, { series }: Axes, area: PlotArea): void {
  const images = series.filter((each) => each.kind === 'image');
  setBox(layer, area.left, area.top, area.right - area.left, area.bottom - area.top);
  const canvases = [...layer.querySelectorAll('canvas')];
  images.forEach((image, index) => {
    const canvas = canvases[index] ?? layer.appendChild(paintedCanvas(image));
    placeCanvas(canvas, image, area);
  });
}

function paintedCanvas(image: ImageSeries): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.setAttribute('aria-hidden', 'true');
  canvas.getContext('2d')?.putImageData(new ImageData(rgbaPixels(image), image.width, image.height), 0, 0);
  return canvas;
}

function placeCanvas(canvas: HTMLCanvasElement, image: ImageSeries, area: PlotArea): void {
  const [left, right, bottom, top] = image.extent;
  const x = [area.x(left), area.x(right)] as const;
  const y = [area.y(top), area.y(bottom)] as const;
  const [width, height] = [Math.abs(x[1] - x[0]), Math.abs(y[1] - y[0])];
  setBox(canvas, Math.min(...x) - area.left, Math.min(...y) - area.top, width, height);
  canvas.style.transform = `scale(${x[1] < x[0] ? -1 : 1}, ${y[1] < y[0] ? -1 : 1})`;
  canvas.style.opacity = String(image.alpha);
  // Pixels of an image that is made smaller are mixed; of one that is enlarged they stay apart.
  canvas.style.imageRendering = width < image.width ? 'auto' : 'pixelated';
}

function setBox({ style }: HTMLElement, left: number, top: number, width: number, height: number): void {
  style.left = `${left}px`;
  style.top = `${top}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}
