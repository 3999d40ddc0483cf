/** Per-channel sums over uint8 pixels; exact, since sums of 60,000 images stay far below 2^53. */
export class ChannelStatistics {
  readonly #sums: number[];
  readonly #squares: number[];
  #pixels = 0;

  constructor(channels: number) {
    this.#sums = Array.from({ length: channels }, () => 0);
    this.#squares = Array.from({ length: channels }, () => 0);
  }

  /** @param images uint8 [..., channels]. */
  add(images: Uint8Array): void {
    const channels = this.#sums.length;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      let squares = 0;
      for (let index = channel; index < images.length; index += channels) {
        const value = images[index] ?? 0;
        sum += value;
        squares += value * value;
      }
      this.#sums[channel] = (this.#sums[channel] ?? 0) + sum;
      this.#squares[channel] = (this.#squares[channel] ?? 0) + squares;
    }
    this.#pixels += images.length / channels;
  }

  /** Mean of each channel, 0 to 255. */
  get means(): number[] {
    return this.#sums.map((sum) => sum / this.#pixels);
  }

  /** Standard deviation of each channel over all pixels (not Bessel's), 0 to 127.5. */
  get standardDeviations(): number[] {
    return this.means.map((mean, channel) => Math.sqrt((this.#squares[channel] ?? 0) / this.#pixels - mean * mean));
  }
}
