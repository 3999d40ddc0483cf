/** Files that a reader chooses: made by other programs, cut off, altered, or something else altogether. */
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readClassFile } from '../../../components/class-report/read-class-file.ts';
import { ProgressFileError } from '../../../components/progress/progress-file-error.ts';
import { readProgressFile } from '../../../components/progress/read-progress-file.ts';
import { DatasetError } from '../../../src/datasets/dataset-error.ts';
import { readCsv } from '../../../src/datasets/own/read-csv.ts';
import { readImages, type DecodePicture } from '../../../src/datasets/own/read-images.ts';
import { countNumbers } from '../../../src/weights/named-tensor.ts';
import { readWeights, type ChosenFile } from '../../../src/weights/read-weights.ts';
import { writeSafetensors } from '../../../src/weights/safetensors.ts';
import { writeTfjsModel } from '../../../src/weights/tfjs-model.ts';
import { WeightsError } from '../../../src/weights/weights-error.ts';
import { course, question, lesson, report } from '../components/class-report/support.ts';
import { damagedBytes, damagedText } from './damaged.ts';
import { expectRobust, FUZZ_TIMEOUT_MILLISECONDS } from './robust.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const network = {
  imageShape: [4, 1, 1] as const,
  layers: [{ type: 'flatten' as const }, { type: 'dense' as const, units: 2, activation: 'linear' as const }],
};
const tensors = [
  { name: 'dense.kernel', shape: [4, 2], values: Float32Array.from([1, -2, 3.5, 1e-9, 0, -0, 7, 8]) },
  { name: 'dense.bias', shape: [2], values: Float32Array.from([0.1, -0.1]) },
];

/** Reads a table, of which each row must have its numbers and one of the classes. */
async function expectTable(content: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const file = new File([content], 'a.csv');
  const { dataset } = await readCsv(file, { id: 1, labelColumn: null, onProgress: () => undefined });
  const { train, test, height, width, channels, classNames } = dataset;
  for (const { images, labels, count } of [train, test]) {
    expect([images.length, labels.length]).toEqual([count * height * width * channels, count]);
    expect(Math.max(-1, ...labels)).toBeLessThan(classNames.length);
  }
}

test(
  'a table is read or refused',
  async () => {
    const samples = [
      'width,height,kind\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n',
      'x;y;label\r\n1,5;2;"a"\r\n2;3,25;"b ""c"""\r\n1;2;"a"\r\n4;4;"b ""c"""\r\n',
      `label\t${Array.from({ length: 64 }, (_, index) => `pixel${index}`).join('\t')}\n`.concat(
        ...[0, 1, 0, 1].map((label) => `${label}\t${Array.from({ length: 64 }, () => label * 255).join('\t')}\n`),
      ),
    ];
    const parts = ['"', '""', '\n', '\r', '\r\n', ',', ';', '\t', 'NaN', '1e400', '-', '\u0000', '\uFEFF', 'id'];
    const { taken, refused } = await expectRobust({
      inputs: damagedText(samples, parts),
      read: expectTable,
      refusals: [DatasetError],
    });
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'bytes in place of a table are read or refused',
  async () => {
    const inputs = damagedBytes([bytesOf('wïdth,kind\n1,a\n2,b\n3,a\n4,b\n')]);
    const { taken, refused } = await expectRobust({ inputs, read: expectTable, refusals: [DatasetError] });
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

/** Reads weights, whose tensors must have as many numbers as their shapes say. */
function expectWhole(files: readonly ChosenFile[]): void {
  for (const { shape, values } of readWeights(files).tensors) expect(values.length).toBe(countNumbers(shape));
}

describe('weights', () => {
  test(
    'in a safetensors file are read or refused',
    async () => {
      const inputs = damagedBytes([writeSafetensors({ tensors, metadata: { format: 'pt' } })]);
      const read = (bytes: Uint8Array) => expectWhole([{ name: 'a.safetensors', bytes }]);
      const { taken, refused } = await expectRobust({ inputs, read, refusals: [WeightsError] });
      expect(Math.min(taken, refused)).toBeGreaterThan(500);
    },
    FUZZ_TIMEOUT_MILLISECONDS,
  );

  test(
    'under any header are read or refused',
    async () => {
      const header = '{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"__metadata__":{"format":"pt"}}';
      const parts = ['{', '}', '[', ']', '"', ',', ':', '1e9', '-1', '9007199254740993', 'null', '"a":1', '__proto__'];
      const read = (text: string) => {
        const bytes = bytesOf(text);
        const length = new Uint8Array(new BigUint64Array([BigInt(bytes.length)]).buffer);
        const rows = new Uint8Array(8);
        expectWhole([{ name: 'a.safetensors', bytes: Uint8Array.from([...length, ...bytes, ...rows]) }]);
      };
      const { taken, refused } = await expectRobust({
        ...{ inputs: damagedText([header], parts), read, refusals: [WeightsError] },
      });
      expect(Math.min(taken, refused)).toBeGreaterThan(500);
    },
    FUZZ_TIMEOUT_MILLISECONDS,
  );

  test(
    'of a TensorFlow.js model are read or refused',
    async () => {
      const { model, numbers } = writeTfjsModel({ tensors, metadata: {} }, network, 'a.bin');
      const parts = ['{', '}', '[', ']', '"', ',', ':', '1e9', '-1', 'null', '"uint8"', '__proto__', '../'];
      const read = (text: string) =>
        expectWhole([
          { name: 'a.json', bytes: bytesOf(text) },
          { name: 'a.bin', bytes: numbers },
        ]);
      const { taken, refused } = await expectRobust({
        ...{ inputs: damagedText([model], parts), read, refusals: [WeightsError] },
      });
      expect(Math.min(taken, refused)).toBeGreaterThan(500);
    },
    FUZZ_TIMEOUT_MILLISECONDS,
  );
});

test(
  'a file of progress is read or refused',
  async () => {
    const work = { kind: 'quiz', page: 'lessons/digits', id: 'quiz-shapes', text: '{"a":1}' };
    const file = { format: 'duet-progress', version: 2, opened: ['lessons/a'], done: ['lessons/b'], work: [work] };
    const parts = ['{', '}', '[', ']', '"', ',', ':', '1', '-1', '1e9', 'null', '"__proto__":1', '<b>', '../', '#'];
    const inputs = damagedText([JSON.stringify(file), JSON.stringify({ ...file, version: 1 })], parts);
    const { taken, refused } = await expectRobust({ inputs, read: readProgressFile, refusals: [ProgressFileError] });
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'a class report is read or refused',
  async () => {
    const full = report({ lessons: [lesson({ questions: [question()] })] });
    const parts = ['{', '}', '[', ']', '"', ',', ':', '1', '-1', '1e9', 'null', '"__proto__":1', '<b>', 'Duet'];
    const inputs = damagedText([JSON.stringify({ format: 'duet-progress', version: 2, report: full })], parts);
    const read = (text: string) => readClassFile(text, course);
    const { taken, refused } = await expectRobust({ inputs, read, refusals: [ProgressFileError] });
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'images are read, or left out',
  async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c62' } });
    const samples = [await picture.png().toBuffer(), await picture.jpeg().toBuffer(), await picture.webp().toBuffer()];
    const good = ['a/1', 'a/2', 'b/1', 'b/2'].map((path) => ({ path, file: new File(['good'], path) }));
    const plain = { width: 8, height: 8, pixels: new Uint8ClampedArray(32 * 32 * 4).fill(200) };
    const decode: DecodePicture = async (file, side) => {
      if (good.some((each) => each.file === file)) return plain;
      // What a large image takes is the decoder's own.
      const image = sharp(await file.arrayBuffer(), { limitInputPixels: 1_000_000 });
      const { width, height } = await image.metadata();
      const pixels = await image.resize(side, side, { fit: 'fill' }).ensureAlpha().raw().toBuffer();
      return { width, height, pixels: Uint8ClampedArray.from(pixels) };
    };
    const read = async (bytes: Uint8Array<ArrayBuffer>) => {
      const found = [...good, { path: 'b/3', file: new File([bytes], '3.png') }];
      const { notes, classCounts } = await readImages(found, {
        ...{ id: 1, side: 32, channels: 3, onProgress: () => undefined, decode },
      });
      expect(classCounts[1] === 3 || notes.some((note) => note.startsWith('Left out 1 file'))).toBe(true);
    };
    const { taken } = await expectRobust({ inputs: damagedBytes(samples), read, refusals: [] });
    expect(taken).toBe(10_000);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);
