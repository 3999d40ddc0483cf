import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { DialectName } from '../protocol.ts';
import { printedLine, type NestedValue, type ReadValue } from './printed-line.ts';
import type { Printable, ProofProgram } from './proof-program.ts';

/** Runs a program and reads what it printed, line by line. Everything that it made is freed. */
export async function runProof(program: ProofProgram, dialect: DialectName): Promise<readonly string[]> {
  const lines = dialect === 'torch' ? torch.scope(() => collectLines(program)) : tidyLines(program);
  const printed: string[] = [];
  for (const line of lines) printed.push(printedLine(await Promise.all(line.map(readValue))));
  return printed;
}

function tidyLines(program: ProofProgram): Printable[][] {
  let lines: Printable[][] = [];
  tf.tidy(() => {
    lines = collectLines(program);
  });
  return lines;
}

/** What a program prints, copied at that moment: it may change its tensors afterwards. */
function collectLines(program: ProofProgram): Printable[][] {
  const lines: Printable[][] = [];
  const resources = program((...values) => lines.push(values.map(copyOf)));
  for (const resource of resources) resource.dispose();
  return lines;
}

function copyOf(value: Printable): Printable {
  if (value instanceof torch.Tensor) return value.detach().clone();
  return value instanceof tf.Tensor ? tf.keep(value.clone()) : value;
}

async function readValue(value: Printable): Promise<ReadValue> {
  if (value instanceof torch.Tensor) {
    const list = (await value.tolist()) as NestedValue;
    const isFloat = value.isFloatingPoint();
    value.dispose();
    return isFloat ? { floats: list } : list;
  }
  if (value instanceof tf.Tensor) {
    const list: NestedValue = await value.array();
    const { dtype } = value;
    value.dispose();
    if (dtype === 'bool') return asBooleans(list);
    return dtype === 'float32' ? { floats: list } : list;
  }
  return Array.isArray(value)
    ? await Promise.all((value as readonly Printable[]).map(readValue))
    : (value as ReadValue);
}

/** TensorFlow.js reads booleans as 0 and 1. */
function asBooleans(value: ReadValue): NestedValue {
  return Array.isArray(value) ? (value as readonly ReadValue[]).map(asBooleans) : value === 1;
}
