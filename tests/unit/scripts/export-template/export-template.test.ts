import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { exportTemplate } from '../../../../scripts/export-template/export-template.ts';

const folder = mkdtempSync(join(tmpdir(), 'duet-template-'));

afterAll(() => rmSync(folder, { recursive: true }));

it('asks for a folder and a name', async () => {
  await expect(exportTemplate('', 'A course')).rejects.toThrow('A course needs a folder and a name');
  await expect(exportTemplate(join(folder, 'new'), ' ')).rejects.toThrow('A course needs a folder and a name');
  expect(readdirSync(folder)).toEqual([]);
});

it('writes into no folder that has something in it', async () => {
  writeFileSync(join(folder, 'thesis.txt'), '');
  await expect(exportTemplate(folder, 'A course')).rejects.toThrow('is not empty. Name a folder that is new.');
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});
