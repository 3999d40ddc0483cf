/** Messages between page and worker, and front matter of chapters. */
import { anything, constant, constantFrom, dictionary, oneof, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { readFrontMatter } from '../../../scripts/check/front-matter.ts';
import { lessonSchema } from '../../../src/schemas/lesson.ts';
import { isTrainingReport, trainingRequestSchema, trainingSettingsSchema } from '../../../src/training/schemas.ts';
import { mnistSettings } from '../support/settings.ts';
import { damagedText } from './damaged.ts';
import { expectRobust, FUZZ_TIMEOUT_MILLISECONDS } from './robust.ts';

const names = ['type', 'runId', 'backend', 'settings', 'image', 'data', 'proofs', 'source', 'layers', '__proto__'];
const requests = [
  'train',
  'preview',
  'graph',
  'placement',
  'surface',
  'lab',
  'prove',
  'python',
  'classify',
  'own-data',
  'stop',
];
const fields = dictionary(
  constantFrom(...names),
  anything({ withTypedArray: true, withNullPrototype: true, withBigInt: true }),
);

test(
  'a message to the worker is part of the protocol or is not',
  async () => {
    const request = record({
      type: constantFrom(...requests),
      runId: oneof(constant(1), anything()),
      backend: oneof(constant('wasm'), anything()),
      source: string(),
      settings: oneof(constant({}), anything()),
    });
    let understood = 0;
    const read = (message: unknown) => {
      if (trainingRequestSchema.safeParse(message).success) understood++;
    };
    await expectRobust({ inputs: oneof(request, fields, anything()), read, refusals: [] });
    expect(understood).toBeGreaterThan(100);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'a message from the worker is a report or is not',
  async () => {
    const report = record({
      type: oneof(constantFrom('batch', 'failed', 'finished'), anything()),
      runId: oneof(constant(1), anything()),
    });
    let understood = 0;
    const read = (message: unknown) => {
      if (isTrainingReport(message)) understood++;
    };
    await expectRobust({ inputs: oneof(report, fields, anything()), read, refusals: [] });
    expect(understood).toBeGreaterThan(100);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'settings of a run are valid, or each fault has its place',
  async () => {
    const valid = mnistSettings();
    const changed = dictionary(constantFrom(...Object.keys(valid)), anything(), { maxKeys: 2 });
    let understood = 0;
    const read = (change: object) => {
      const parsed = trainingSettingsSchema.safeParse({ ...valid, ...change });
      if (parsed.success) understood++;
      else expect(parsed.error.issues[0]?.message).toMatch(/\S/);
    };
    await expectRobust({ inputs: changed, read, refusals: [] });
    expect(understood).toBeGreaterThan(100);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);

test(
  'front matter of a chapter is read, and held against what lessons have',
  async () => {
    const sample = `---
title: "A lesson"
lesson: 3
durationMinutes: 30
goals:
  - say what a tensor is
source: { title: A film, kind: video, date: "2023" }
furtherReading:
  - { title: A page, url: "https://example.org", note: Why. }
---

Text.`;
    const parts = [
      '---',
      '\n',
      '  ',
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '&a',
      '*a',
      '<<: *a',
      '!!js',
      '|',
      '>',
      '#',
      '\t',
    ];
    let understood = 0;
    const read = (text: string) => {
      const parsed = lessonSchema.safeParse(readFrontMatter(text).values);
      if (parsed.success) understood++;
      else expect(parsed.error.issues[0]?.message).toMatch(/\S/);
    };
    await expectRobust({ inputs: damagedText([sample], parts), read, refusals: [] });
    expect(understood).toBeGreaterThan(500);
  },
  FUZZ_TIMEOUT_MILLISECONDS,
);
