import type { LabelledImage } from '../../src/training/protocol.ts';

/** Draws an image, pixel for pixel, into the canvas of a list item and says in words what it shows. */
export function showImage(item: HTMLElement, image: LabelledImage, description: string, caption: string): void {
  const canvas = item.querySelector('canvas');
  const text = item.querySelector('span');
  if (!canvas || !text) throw new Error('An image tile needs a canvas and a span.');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.putImageData(new ImageData(image.pixels, image.width, image.height), 0, 0);
  canvas.removeAttribute('aria-hidden');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', description);
  text.textContent = caption;
}

/** Empties the tile, at its full size. */
export function clearImage(item: HTMLElement): void {
  const canvas = item.querySelector('canvas');
  if (!canvas) return;
  canvas.width = 1;
  canvas.height = 1;
  canvas.setAttribute('aria-hidden', 'true');
  canvas.removeAttribute('role');
  canvas.removeAttribute('aria-label');
  item.querySelector('span')?.replaceChildren();
}
