/** Sums over the rows of channels, in parts and then together. The order of additions is fixed. */
import { FlatProgram } from './flat-program.ts';

const PARTS = 'rows : i32, parts : i32, channels : i32, ';

/** WGSL of what an invocation of a program in parts owns. */
const OWN_ROWS = `
          let channels = uniforms.channels;
          let channel = index % channels;
          let part = index / channels;
          let firstRow = part * uniforms.rows / uniforms.parts;
          let lastRow = (part + 1) * uniforms.rows / uniforms.parts;`;

/**
 * Mean of each part beyond the channel's first number, and the squared distances from it: x [rows, channels] ->
 * [parts, channels]; the squares into `mutableSquares`, like it.
 */
export class ChannelPartsProgram extends FlatProgram {
  readonly variableNames = ['x', 'mutableSquares'];
  readonly uniforms = PARTS;
  shaderKey = 'duetChannelParts';

  protected override body(): string {
    return `${OWN_ROWS}
          let shift = x[channel];
          var sum = 0.0;
          for (var row = firstRow; row < lastRow; row++) { sum += x[row * channels + channel] - shift; }
          let mean = sum / f32(lastRow - firstRow);
          var squares = 0.0;
          for (var row = firstRow; row < lastRow; row++) {
            let distance = x[row * channels + channel] - shift - mean;
            squares += distance * distance;
          }
          result[index] = mean;
          mutableSquares[index] = squares;`;
  }
}

/**
 * Parts [parts, channels] of means and squares, and averages [channels] -> statistics [3, channels]: shift, mean beyond it,
 * 1 / √(variance + epsilon); the new averages into mutable inputs.
 */
export class ChannelStatisticsProgram extends FlatProgram {
  readonly variableNames = ['x', 'means', 'squares', 'mean', 'variance', 'mutableMean', 'mutableVariance'];
  readonly uniforms = `${PARTS}share : f32, unbiasing : f32, epsilon : f32, `;
  shaderKey = 'duetChannelStatistics';

  constructor(channels: number) {
    super([3, channels]);
  }

  protected override body(): string {
    return `
          let channels = uniforms.channels;
          if (index >= channels) { return; }
          let rows = f32(uniforms.rows);
          var beyond = 0.0;
          for (var part = 0; part < uniforms.parts; part++) {
            let first = part * uniforms.rows / uniforms.parts;
            let count = f32((part + 1) * uniforms.rows / uniforms.parts - first);
            beyond += means[part * channels + index] * (count / rows);
          }
          var sum = 0.0;
          for (var part = 0; part < uniforms.parts; part++) {
            let first = part * uniforms.rows / uniforms.parts;
            let count = f32((part + 1) * uniforms.rows / uniforms.parts - first);
            let distance = means[part * channels + index] - beyond;
            sum += squares[part * channels + index] + distance * distance * count;
          }
          let ofBatch = sum / rows;
          result[index] = x[index];
          result[channels + index] = beyond;
          result[2 * channels + index] = 1.0 / sqrt(ofBatch + uniforms.epsilon);
          let share = uniforms.share;
          mutableMean[index] = mean[index] * (1.0 - share) + (x[index] + beyond) * share;
          mutableVariance[index] = variance[index] * (1.0 - share) + ofBatch * uniforms.unbiasing * share;`;
  }
}

/** dy, x [rows, channels] and statistics -> sums of dy [parts, channels]; of dy times the normalized x into `mutableScaled`. */
export class ChannelGradientPartsProgram extends FlatProgram {
  readonly variableNames = ['dy', 'x', 'statistics', 'mutableScaled'];
  readonly uniforms = PARTS;
  shaderKey = 'duetChannelGradientParts';

  protected override body(): string {
    return `${OWN_ROWS}
          let shift = statistics[channel];
          let beyond = statistics[channels + channel];
          let inverse = statistics[2 * channels + channel];
          var sum = 0.0;
          var scaled = 0.0;
          for (var row = firstRow; row < lastRow; row++) {
            let place = row * channels + channel;
            sum += dy[place];
            scaled += dy[place] * ((x[place] - shift - beyond) * inverse);
          }
          result[index] = sum;
          mutableScaled[index] = scaled;`;
  }
}

/** Two tensors [parts, channels] -> the sum of the first over its parts [channels]; of the second into `mutableSecond`. */
export class ChannelGradientSumsProgram extends FlatProgram {
  readonly variableNames = ['first', 'second', 'mutableSecond'];
  readonly uniforms = PARTS;
  shaderKey = 'duetChannelGradientSums';

  protected override body(): string {
    return `
          var sums = vec2<f32>(0.0);
          for (var part = 0; part < uniforms.parts; part++) {
            let place = part * uniforms.channels + index;
            sums += vec2<f32>(first[place], second[place]);
          }
          result[index] = sums.x;
          mutableSecond[index] = sums.y;`;
  }
}
