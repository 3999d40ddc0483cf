import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { backend_util } from '@tensorflow/tfjs-core';

/**
 * Gradient of max pooling whose windows do not overlap: x [N, H, W, C], y [N, oh, ow, C], dy like y -> dx like x.
 *
 * A window's gradient goes to its first maximum, row by row, as PyTorch and TensorFlow send it. The stock kernel sends it
 * to the last.
 */
export class MaxPoolGradientProgram implements GPGPUProgram {
  readonly variableNames = ['x', 'y', 'dy'];
  readonly outputShape: number[];
  readonly userCode: string;

  constructor({ inShape, outHeight, outWidth, filterHeight, filterWidth }: backend_util.Conv2DInfo) {
    this.outputShape = inShape;
    this.userCode = `
      void main() {
        ivec4 cell = getOutputCoords();
        int image = cell.x;
        int channel = cell.w;
        int top = cell.y / ${filterHeight};
        int left = cell.z / ${filterWidth};
        if (top >= ${outHeight} || left >= ${outWidth}) {
          setOutput(0.0);
          return;
        }
        float maximum = getY(image, top, left, channel);
        bool isFirst = getX(image, cell.y, cell.z, channel) == maximum;
        for (int i = 0; i < ${filterHeight}; i++) {
          for (int j = 0; j < ${filterWidth}; j++) {
            int row = top * ${filterHeight} + i;
            int column = left * ${filterWidth} + j;
            bool isEarlier = row < cell.y || (row == cell.y && column < cell.z);
            if (isEarlier && getX(image, row, column, channel) == maximum) { isFirst = false; }
          }
        }
        setOutput(isFirst ? getDy(image, top, left, channel) : 0.0);
      }`;
  }
}
