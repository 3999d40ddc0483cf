/** The IDX format of the MNIST family: a big-endian header (type and rank, then the sizes), then the bytes. */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { BuildError } from './build-error.ts';

const UNSIGNED_BYTES = 0x08;

/**
 * Reads an IDX file of unsigned bytes, under gzip if its name says so.
 *
 * @param shape the sizes that it must have.
 * @returns the values, one byte each.
 * @throws {BuildError} when the file has another type or other sizes.
 */
export async function readIdx(file: string, shape: readonly number[]): Promise<Uint8Array> {
  const stored = await readFile(file);
  const content = file.endsWith('.gz') ? gunzipSync(stored) : stored;
  const sizes = shape.map((_, axis) => content.readUInt32BE(4 + 4 * axis));
  const values = content.subarray(4 + 4 * shape.length);
  const expectedValues = shape.reduce((product, size) => product * size, 1);
  const header = content.readUInt32BE(0);
  if (header !== ((UNSIGNED_BYTES << 8) | shape.length) || String(sizes) !== String(shape)) {
    throw new BuildError(`${file}: expected unsigned bytes [${shape.join(', ')}], got [${sizes.join(', ')}].`);
  }
  if (values.length !== expectedValues)
    throw new BuildError(`${file} holds ${values.length} values, not ${expectedValues}.`);
  return values;
}

/**
 * Reads the four files of an MNIST-like data set, 60,000 training and 10,000 test images of 28x28.
 *
 * @param suffix of the file names: '' or '.gz'.
 */
export async function readMnistFamily(folder: string, suffix: '' | '.gz') {
  const part = async (prefix: string, count: number) => ({
    images: await readIdx(`${folder}/${prefix}-images-idx3-ubyte${suffix}`, [count, 28, 28]),
    labels: await readIdx(`${folder}/${prefix}-labels-idx1-ubyte${suffix}`, [count]),
  });
  return { train: await part('train', 60_000), test: await part('t10k', 10_000) };
}
