import * as torch from '../../torch/index.ts';
import type { Transform } from './compose.ts';

/**
 * An image as bytes, row by row, the channels of a pixel side by side: what Python has as a uint8 array [H, W, C]. The
 * ImageData of a canvas is one, with 4 channels.
 */
export interface ImageBytes {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly height: number;
  readonly width: number;
}

/**
 * Bytes [H, W, C] in 0 to 255 as a float32 tensor [C, H, W] in 0 to 1, as torchvision.transforms.ToTensor. C is as many
 * as there are bytes for a pixel.
 *
 * @throws {torch.ValueError} when the bytes cannot be shared out among height · width pixels.
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor.html
 */
export class ToTensor implements Transform<ImageBytes, torch.Tensor> {
  forward({ data, height, width }: ImageBytes): torch.Tensor {
    const pixels = height * width;
    const channels = data.length / pixels;
    if (!Number.isInteger(channels)) {
      throw new torch.ValueError(
        `an image of ${height} x ${width} pixels has ${pixels} bytes for each channel, got ${data.length}. ` +
          'Give the size of the image.',
      );
    }
    const values = new Float32Array(data.length);
    for (const [place, byte] of data.entries()) {
      const [pixel, channel] = [Math.floor(place / channels), place % channels];
      values[channel * pixels + pixel] = byte / 255;
    }
    return torch.fromNumpy(values).view(channels, height, width);
  }

  toString(): string {
    return 'ToTensor()';
  }
}
