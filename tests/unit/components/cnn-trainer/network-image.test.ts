import { describe, expect, it } from 'vitest';
import {
  inkBox,
  inkOffset,
  inverted,
  isOnLightGround,
  moved,
  toNetworkImage,
  toPicture,
} from '../../../../components/cnn-trainer/inspection/network-image.ts';

/** A picture from its pixels' colours. */
function picture(width: number, colours: readonly (readonly [number, number, number])[]) {
  const pixels = Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255]));
  return { width, height: colours.length / width, pixels };
}

const grey = { width: 2, height: 2, channels: 1 };
const colour = { ...grey, channels: 3 };
const coloured = picture(2, [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [10, 20, 30],
]);

describe('an image for a network', () => {
  it('is the brightness of a picture where the network sees grey', () => {
    expect([...toNetworkImage(coloured, grey).pixels]).toEqual([76, 150, 29, 18]);
  });

  it('is its colours where the network sees them, and the picture again', () => {
    const image = toNetworkImage(coloured, colour);
    expect([...image.pixels]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30]);
    expect([...toPicture(image)]).toEqual([...coloured.pixels]);
    expect([...toPicture({ ...grey, pixels: Uint8Array.of(1, 2, 3, 4) }).subarray(0, 8)]).toEqual([
      1, 1, 1, 255, 2, 2, 2, 255,
    ]);
  });

  it('is inverted where its border is light', () => {
    const paper = {
      width: 3,
      height: 3,
      channels: 1,
      pixels: Uint8Array.of(255, 255, 255, 255, 0, 255, 255, 255, 255),
    };
    expect(isOnLightGround(paper)).toBe(true);
    expect([...inverted(paper).pixels]).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0]);
    expect(isOnLightGround(inverted(paper))).toBe(false);
  });

  it('moves its ink to the middle', () => {
    const pixels = new Uint8Array(25);
    pixels[0] = 200;
    const corner = { width: 5, height: 5, channels: 1, pixels };
    expect(inkOffset(corner)).toEqual([-2, -2]);
    const centred = moved(corner, 2, 2);
    expect(centred.pixels[12]).toBe(200);
    expect(inkOffset(centred)).toEqual([0, 0]);
    expect(moved(corner, -1, 0).pixels.every((value) => value === 0)).toBe(true);
    expect(inkOffset({ ...corner, pixels: new Uint8Array(25) })).toEqual([0, 0]);
  });

  it('has a box around its ink, and none without', () => {
    const black = Array.from({ length: 12 }, () => [0, 0, 0] as const);
    expect(inkBox(picture(4, black))).toBeNull();
    const drawn = black.map((pixel, index) => (index === 5 || index === 10 ? ([255, 255, 255] as const) : pixel));
    expect(inkBox(picture(4, drawn))).toEqual({ x: 1, y: 1, width: 2, height: 2 });
  });
});
