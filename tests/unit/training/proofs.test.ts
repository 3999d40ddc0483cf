import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { proofs as claims } from '../../../components/framework-table/proofs.ts';
import { Gate } from '../../../src/training/gate.ts';
import { proofNames, type ProofReport } from '../../../src/training/proof-protocol.ts';
import { printedLine } from '../../../src/training/proofs/printed-line.ts';
import { prove } from '../../../src/training/proofs/prove.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

describe.each(proofNames)('the proof of %s', (name) => {
  it('prints what the table claims, and frees what it made', async () => {
    const before = memory().numTensors;
    const printed: ProofReport[] = [];
    const gate = new Gate(() => undefined);
    await prove({ type: 'prove', runId: 1, backend: 'wasm', proofs: [name] }, gate, (report) => printed.push(report));
    for (const dialect of ['torch', 'keras'] as const) {
      const claimed = claims[name].prints[dialect];
      const lines = printed.find((report) => report.dialect === dialect)?.printed;
      if ('because' in claimed) expect(lines).toBeUndefined();
      else expect(lines).toEqual(claimed);
    }
    expect(memory().numTensors).toBe(before);
  });
});

it('stops between two proofs', async () => {
  const gate = new Gate(() => undefined);
  const printed: ProofReport[] = [];
  const request = { type: 'prove', runId: 1, backend: 'wasm', proofs: ['parameters', 'loop'] } as const;
  const proving = prove(request, gate, (report) => printed.push(report));
  gate.stop();
  await expect(proving).rejects.toThrow();
  expect(printed.map(({ proof }) => proof)).toEqual(['parameters', 'parameters']);
});

describe('printedLine', () => {
  it('writes values as Python does, with four decimals', () => {
    expect(printedLine([[1, 2], true, null, 'text'])).toBe('[1, 2] True None text');
    expect(printedLine([{ floats: [2, 0.66666] }, 7200])).toBe('[2.0, 0.6667] 7200');
  });

  it('keeps four digits of what is small, and writes minus zero as zero', () => {
    expect(printedLine([4e-9, 0.00004, -0])).toBe('4e-9 0.00004 0');
    expect(printedLine([{ floats: -0.0 }])).toBe('0.0');
  });
});
