import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colormap, colormapNames, placeOf } from '../../../../components/python-figure/colormap.ts';
import { cssColour } from '../../../../components/python-figure/colours.ts';
import { rgbaPixels } from '../../../../components/python-figure/rgba-pixels.ts';
import { image } from './example-figure.ts';

const css = readFileSync('components/python-figure/python-figure.css', 'utf8');

describe('colours of a figure', () => {
  it('reach 3:1 on the surface of their theme', () => {
    const [light = '', dark = ''] = css.split('@media screen');
    for (const [text, surface] of [
      [light, '#ffffff'],
      [dark, '#181b20'],
    ] as const) {
      const colours = [...text.matchAll(/--figure-c\d: (#[0-9a-f]{6});/g)].map(([, colour = '']) => colour);
      expect(colours).toHaveLength(10);
      for (const colour of colours) expect(contrast(colour, surface), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it('are names of the cycle, ink and surface, or what CSS knows', () => {
    expect(['C3', 'black', 'white', '#ff0000'].map(cssColour)).toEqual([
      'var(--figure-c3)',
      'var(--figure-ink)',
      'var(--figure-surface)',
      '#ff0000',
    ]);
  });
});

describe('colormap', () => {
  it('has the colours of Matplotlib at both ends, and backwards', () => {
    // Both as Matplotlib 3.11 gives them.
    expect(colormap('viridis')[0]).toEqual([68, 1, 84]);
    expect(colormap('viridis').at(-1)).toEqual([253, 231, 37]);
    expect(colormap('viridis_r')).toEqual(colormap('viridis').toReversed());
    expect(colormap('gray')[128]).toEqual([128, 128, 128]);
  });

  it('has the names that Python takes', () => {
    const python = readFileSync('src/python/packages/matplotlib/_colormaps.py', 'utf8');
    const words = [...(/NAMES = tuple\(([^)]*)\)/.exec(python)?.[1] ?? '').matchAll(/"([^"]*)"/g)];
    const names = words.flatMap(([, text = '']) => text.split(' ')).filter((name) => name !== '' && name !== ')');
    expect(names).toEqual(colormapNames);
  });

  it('says what there is for an unknown name', () => {
    expect(() => colormap('rainbows')).toThrow('There is no colormap rainbows. Use one of viridis');
  });

  it('places values in its range, and those outside at its ends', () => {
    const range = { colormap: 'gray', minimum: 0, maximum: 10 };
    expect([-1, 0, 5, 10, 11].map((value) => placeOf(value, range))).toEqual([0, 0, 128, 255, 255]);
  });
});

describe('rgbaPixels', () => {
  it('colours one channel by its colormap, and keeps RGB', () => {
    expect([...rgbaPixels(image)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    const rgb = { ...image, channels: 3 as const, pixels: new Uint8ClampedArray([1, 2, 3, 4, 5, 6]), range: null };
    expect([...rgbaPixels(rgb)]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });
});

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
