import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeChapters, writePlainChapters } from '../../../bench/scale/chapters.ts';

const COUNT = 34;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duet-scale-'));
  await writeChapters(join(folder, 'lessons'), COUNT);
  await writePlainChapters(join(folder, 'docs'), join(folder, 'lessons'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const chapter = (name: string) => readFileSync(join(folder, 'lessons', name, 'index.mdx'), 'utf8');

test('chapters have numbers and addresses of their own', () => {
  const names = readdirSync(join(folder, 'lessons'));
  const addresses = names.map((name) => /^slug: (.*)$/m.exec(chapter(name))?.[1]);
  expect(addresses).toEqual(Array.from({ length: COUNT }, (_, number) => `lessons/chapter-${number}`));
});

test('a chapter has what the template has, other numbers, and sections of prose', () => {
  const text = chapter('0033-chapter');
  expect(text.match(/^<(Compare|Quiz|Exercise|CnnTrainer)\b/gm)).toHaveLength(4);
  expect(text).toContain("{ type: 'dense', units: 65, activation: 'relu' }");
  expect(text.match(/^## /gm)).toHaveLength(6);
  expect(text.match(/<Term id=/g)).toHaveLength(9);
});

test('the plain Markdown has the prose and the code, and no component', () => {
  const text = readFileSync(join(folder, 'docs/0033-chapter.md'), 'utf8');
  expect(text).not.toMatch(/<\/?[A-Z]|@components/);
  expect(text.match(/^## /gm)).toHaveLength(6);
  expect(text).toContain('layers.Dense(65, activation="relu")');
  expect(text).toContain('nn.Linear(28 * 28, 65)');
});
