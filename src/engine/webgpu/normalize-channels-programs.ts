import { FlatProgram } from './flat-program.ts';

/** WGSL of the normalized number at `index`. */
const NORMALIZED = `
          let channels = uniforms.channels;
          let channel = index % channels;
          let inverse = statistics[2 * channels + channel];
          let normalized = (x[index] - statistics[channel] - statistics[channels + channel]) * inverse;`;

/** x [rows, channels], statistics [3, channels], gamma and beta [channels] -> like x. */
export class NormalizeChannelsProgram extends FlatProgram {
  readonly variableNames = ['x', 'statistics', 'gamma', 'beta'];
  readonly uniforms = 'channels : i32, ';
  shaderKey = 'duetNormalizeChannels';

  protected override body(): string {
    return `${NORMALIZED}
          result[index] = normalized * gamma[channel] + beta[channel];`;
  }
}

/** dy, x [rows, channels], statistics [3, channels], and gamma with the gradients of gamma and beta [channels] -> like x. */
export class NormalizeChannelsGradientProgram extends FlatProgram {
  readonly variableNames = ['dy', 'x', 'statistics', 'gamma', 'ofGamma', 'ofBeta'];
  readonly uniforms = 'rows : i32, channels : i32, ';
  shaderKey = 'duetNormalizeChannelsGradient';

  protected override body(): string {
    return `${NORMALIZED}
          let offset = (ofBeta[channel] + normalized * ofGamma[channel]) / f32(uniforms.rows);
          result[index] = (dy[index] - offset) * inverse * gamma[channel];`;
  }
}
