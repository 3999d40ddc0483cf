/** What the benchmark prints. */
import type { Result } from './comparison.ts';
import type { ContenderName } from './options.ts';

/** The contender that all others are compared with. */
const REFERENCE = 'tfjs-webgpu' satisfies ContenderName;

const titles: Readonly<Record<ContenderName, string>> = {
  'duet-webgpu-replay': 'Duet, WebGPU, replay',
  'duet-webgpu-eager': 'Duet, WebGPU, eager',
  'duet-wasm': 'Duet, WASM',
  'tfjs-webgpu': 'tfjs, WebGPU',
  'tfjs-webgl': 'tfjs, WebGL',
  'tfjs-cpu': 'tfjs, CPU',
  'jax-webgpu': 'jax-js, WebGPU',
  'jax-wasm': 'jax-js, WASM',
  pytorch: 'PyTorch, native, eager',
};

const heads = [
  'contender',
  'ms a step',
  'quartiles',
  'turns x steps',
  's to start',
  'x faster than tfjs, WebGPU',
  'dispatches',
  'passes',
  'submits',
  'buffers',
  'bind groups',
  'bytes written',
  'reads',
];

/** A table of those that were measured, and a sentence for each other one. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.flatMap((result) => (result.status === 'measured' ? [rowOf(result, results)] : []));
  const others = results.flatMap((result) =>
    result.status === 'measured' ? [] : `${titles[result.contender]}: ${result.status}, ${result.reason}.`,
  );
  return [...(rows.length > 0 ? aligned([heads, ...rows]) : []), ...others].join('\n');
}

/** How many times faster than the reference a contender is, or null where one of them was not measured. */
export function ratioToReference(result: Result, results: readonly Result[]): number | null {
  const reference = results.find(({ contender }) => contender === REFERENCE);
  if (result.status !== 'measured' || reference?.status !== 'measured') return null;
  return reference.step.median / result.step.median;
}

function rowOf(result: Extract<Result, { status: 'measured' }>, results: readonly Result[]): string[] {
  const { contender, step, samples, stepsPerTurn, start, commands } = result;
  const ratio = ratioToReference(result, results);
  return [
    titles[contender],
    short(step.median),
    `${short(step.lowerQuartile)} to ${short(step.upperQuartile)}`,
    `${samples.length} x ${stepsPerTurn}`,
    short(start / 1000),
    ratio === null ? '-' : short(ratio),
    ...(commands === null
      ? Array.from({ length: 7 }, () => '-')
      : [
          commands.dispatches,
          commands.passes,
          commands.submits,
          commands.buffers,
          commands.bindGroups,
          commands.bytesWritten,
          commands.reads,
        ].map(count)),
  ];
}

/** Three significant digits. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function count(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Cells below each other: text at the left, numbers at the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
