/**
 * The safetensors format: the length of a header as 8 little-endian bytes, the header as JSON, the numbers.
 *
 * @source https://huggingface.co/docs/safetensors/index#format
 */
import * as z from 'zod/mini';
import { countTopLevelKeys } from './count-top-level-keys.ts';
import { countNumbers, type NamedTensor } from './named-tensor.ts';
import { numberTypes } from './number-types.ts';
import { WeightsError } from './weights-error.ts';

/** What a file has. */
export interface Safetensors {
  /** In the order of their numbers in the file. */
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const LENGTH_BYTES = 8;
/** As the reference implementation has it. */
const MOST_HEADER_BYTES = 100_000_000;
const METADATA = '__metadata__';

const natural = z.int().check(z.minimum(0));
const entrySchema = z.object({ dtype: z.string(), shape: z.array(natural), data_offsets: z.tuple([natural, natural]) });
const metadataSchema = z.record(z.string(), z.string());

/** A tensor as the header has it. */
interface Entry extends z.infer<typeof entrySchema> {
  readonly name: string;
}

/** The file of some tensors, as float32. */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const text = JSON.stringify(Object.fromEntries([[METADATA, metadata], ...entries]));
  const header = new TextEncoder().encode(text);
  // Spaces, so that the numbers begin at a multiple of eight.
  const headerBytes = Math.ceil(header.length / LENGTH_BYTES) * LENGTH_BYTES;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + end).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(header, LENGTH_BYTES);
  let position = LENGTH_BYTES + headerBytes;
  for (const { values } of tensors) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), position);
    position += values.byteLength;
  }
  return file;
}

/**
 * Reads a file. Whatever its header claims, no more memory is taken than the file has.
 *
 * @throws {WeightsError} for anything that the format does not allow, and for numbers that are no floats.
 */
export function readSafetensors(file: Uint8Array): Safetensors {
  const headerBytes = readHeaderLength(file);
  const numbers = file.subarray(LENGTH_BYTES + headerBytes);
  const header = readHeader(file.subarray(LENGTH_BYTES, LENGTH_BYTES + headerBytes));
  const { [METADATA]: given, ...named } = header;
  const metadata = metadataSchema.safeParse(given ?? {});
  if (!metadata.success) throw damaged('Its metadata are no texts.');
  const entries = Object.entries(named).map(([name, entry]) => readEntry(name, entry));
  entries.sort(
    (one, other) => one.data_offsets[0] - other.data_offsets[0] || one.data_offsets[1] - other.data_offsets[1],
  );
  let position = 0;
  for (const { name, data_offsets: offsets } of entries) {
    if (offsets[0] !== position)
      throw damaged(`The numbers of ${name} begin at byte ${offsets[0]}, not at ${position}.`);
    position = offsets[1];
  }
  if (position !== numbers.length) throw wrongLength(position, numbers.length);
  return { tensors: entries.map((entry) => readTensor(entry, numbers)), metadata: metadata.data };
}

function readHeaderLength(file: Uint8Array): number {
  if (file.length < LENGTH_BYTES) {
    throw new WeightsError(`A file of ${file.length} bytes is no safetensors file.`, otherFile);
  }
  const claimed = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  const there = file.length - LENGTH_BYTES;
  if (claimed > BigInt(Math.min(MOST_HEADER_BYTES, there))) {
    throw new WeightsError(
      `Its first bytes claim a header of ${claimed.toLocaleString('en')} bytes; ${there.toLocaleString('en')} follow, and a header has at most ${MOST_HEADER_BYTES.toLocaleString('en')}.`,
      otherFile,
    );
  }
  return Number(claimed);
}

function readHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw damaged('Its header is no JSON.');
  }
  if (!text.startsWith('{') || typeof header !== 'object' || header === null) throw damaged('Its header is no object.');
  if (countTopLevelKeys(text) !== Object.keys(header).length) throw damaged('Its header names a tensor twice.');
  return { ...header };
}

function readEntry(name: string, candidate: unknown): Entry {
  const parsed = entrySchema.safeParse(candidate);
  if (!parsed.success) throw damaged(`Its header does not say the type, shape and place of ${name}.`);
  const {
    dtype,
    shape,
    data_offsets: [begin, end],
  } = parsed.data;
  const type = numberTypes.get(dtype);
  if (!type) {
    throw new WeightsError(
      `${name} has numbers of type ${dtype}; ${[...numberTypes.keys()].join(', ')} are read.`,
      'Save it as float32: tensor.float() in PyTorch.',
    );
  }
  if (end - begin !== countNumbers(shape) * type.bytes) {
    throw damaged(`${name} of shape [${shape.join(', ')}] has ${end - begin} bytes of ${dtype}.`);
  }
  return { name, ...parsed.data };
}

function readTensor({ name, dtype, shape, data_offsets: [begin, end] }: Entry, numbers: Uint8Array): NamedTensor {
  const read = numberTypes.get(dtype)?.read;
  if (!read) throw new Error(`${dtype} was read from the header.`);
  return { name, shape, values: read(numbers.slice(begin, end)) };
}

const otherFile = 'Choose a file that ends in .safetensors, or a model.json with its .bin files.';

function damaged(fact: string): WeightsError {
  return new WeightsError(fact, 'The file is damaged: save it again.');
}

function wrongLength(expected: number, there: number): WeightsError {
  const [needs, has] = [expected.toLocaleString('en'), there.toLocaleString('en')];
  return damaged(`Its header describes ${needs} bytes of numbers; it has ${has}.`);
}
