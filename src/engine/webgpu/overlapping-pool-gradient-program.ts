import { FlatProgram } from './flat-program.ts';
import { GEOMETRY_UNIFORMS, type Conv2dGeometry } from './conv2d-geometry.ts';
import { poolGradientInputs, type ReluOutput } from './max-pool-gradient-program.ts';

/**
 * Gradient of max pooling whose windows overlap or reach over the edge: x [N, H, W, C], y [N, oh, ow, C], dy like y ->
 * dx like x; with the output of a relu like x, dx is 0 where that is 0.
 *
 * One invocation owns one cell and adds up the windows of which it is the first maximum, row by row; the stock kernel
 * sends the gradient of a window to its last. A nan is larger than every number.
 */
export class OverlappingPoolGradientProgram extends FlatProgram {
  readonly variableNames: string[];
  readonly uniforms = GEOMETRY_UNIFORMS;
  readonly #relu: ReluOutput;
  shaderKey: string;

  constructor({ inShape }: Conv2dGeometry, relu: ReluOutput) {
    super(inShape);
    this.variableNames = poolGradientInputs(relu);
    this.#relu = relu;
    this.shaderKey = `duetOverlappingPoolGradient_${relu}`;
  }

  protected override body(): string {
    return `
          let channels = uniforms.inputChannels;
          let width = uniforms.inputSize.y;
          let channel = index % channels;
          let pixel = index / channels;
          let place = vec2<i32>(pixel / width % uniforms.inputSize.x, pixel % width);
          let image = pixel / width / uniforms.inputSize.x;
          let inPadded = place + uniforms.padding;
          let firstWindow = max(vec2<i32>(0), (inPadded - uniforms.kernelSize + uniforms.stride) / uniforms.stride);
          let lastWindow = min(uniforms.outputSize - vec2<i32>(1), inPadded / uniforms.stride);
          var gradient = 0.0;
          for (var windowY = firstWindow.x; windowY <= lastWindow.x; windowY++) {
            for (var windowX = firstWindow.y; windowX <= lastWindow.y; windowX++) {
              let window = ((image * uniforms.outputSize.x + windowY) * uniforms.outputSize.y + windowX) * channels + channel;
              var isFirst = (x[index] == y[window]) | isnan(x[index]);
              let begin = vec2<i32>(windowY, windowX) * uniforms.stride - uniforms.padding;
              let first = max(vec2<i32>(0), begin);
              let end = min(uniforms.inputSize, begin + uniforms.kernelSize);
              for (var row = first.x; isFirst && row <= place.x; row++) {
                for (var column = first.y; column < select(end.y, place.y, row == place.x); column++) {
                  let cell = ((image * uniforms.inputSize.x + row) * width + column) * channels + channel;
                  // Of a nan, "not equal" is not always true in a shader.
                  isFirst = isFirst & !((x[cell] == y[window]) | isnan(x[cell]));
                }
              }
              gradient += select(0.0, dy[window], isFirst);
            }
          }
          result[index] = ${this.#relu === 'none' ? 'gradient' : `select(0.0, gradient, ${this.#relu}[index] > 0.0)`};`;
  }
}
