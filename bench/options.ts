/** The command line of the benchmark. */
import { parseArgs } from 'node:util';
import { Failure } from '../scripts/setup/failure.mjs';
import { networkNames, type NetworkName } from './networks.ts';

/** In the order in which they get ready: who comes last is the first one for whom there is no time. */
export const contenderNames = [
  'duet-webgpu-replay',
  'duet-webgpu-eager',
  'tfjs-webgpu',
  'duet-wasm',
  'jax-webgpu',
  'pytorch',
  'jax-wasm',
  'tfjs-webgl',
  'tfjs-cpu',
] as const;
export type ContenderName = (typeof contenderNames)[number];

/** How long and how often contenders train. */
export interface Pace {
  /** Turns of each contender in each comparison. */
  readonly rounds: number;
  /** Turns of one that is slow. */
  readonly slowRounds: number;
  /** What a turn shall take, if more than one step fits into it. */
  readonly turnMilliseconds: number;
}

export interface Options {
  readonly networks: readonly NetworkName[];
  readonly batchSizes: readonly number[];
  readonly contenders: readonly ContenderName[];
  readonly pace: Pace;
  /** How long all comparisons may take together. */
  readonly minutes: number;
  /** Whether to take a software adapter although there may be a GPU. */
  readonly software: boolean;
  /** The Python whose PyTorch is compared; null for python3, if that has one. */
  readonly python: string | null;
}

const usage = `Usage: npm run bench -- [option …]
  --quick              batch 32 alone, 5 rounds, 5 minutes
  --networks A,B       of ${networkNames.join(', ')}
  --batches 32,128     images a step
  --contenders A,B     of ${contenderNames.join(', ')}
  --rounds N           turns of each contender, 15 without this option
  --minutes N          time for everything, 60 without this option
  --software           the software adapter, also where there is a GPU
  --python PATH        a Python with PyTorch, for the row "pytorch"`;

/**
 * Reads the options that follow `npm run bench --`.
 *
 * @throws {Failure} at one that there is not, or whose value makes no sense; its message lists them all.
 */
export function readOptions(args: readonly string[]): Options {
  const { quick, networks, batches, contenders, rounds, minutes, software, python } = parse(args);
  return {
    networks: chosen('network', networkNames, networks),
    batchSizes: positiveIntegers('batches', batches ?? (quick ? '32' : '32,128,512')),
    contenders: chosen('contender', contenderNames, contenders),
    pace: {
      rounds: positiveInteger('rounds', rounds ?? (quick ? '5' : '15')),
      slowRounds: quick ? 2 : 3,
      turnMilliseconds: quick ? 250 : 500,
    },
    minutes: positiveInteger('minutes', minutes ?? (quick ? '5' : '60')),
    software: software ?? false,
    python: python ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        networks: { type: 'string' },
        batches: { type: 'string' },
        contenders: { type: 'string' },
        rounds: { type: 'string' },
        minutes: { type: 'string' },
        software: { type: 'boolean' },
        python: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** All of them without a list, in the order in which they are known. */
function chosen<Name extends string>(kind: string, known: readonly Name[], list: string | undefined): Name[] {
  const names = list?.split(',') ?? known;
  const unknown = names.find((name) => !known.some((other) => other === name));
  if (unknown !== undefined) throw new Failure(`There is no ${kind} "${unknown}": choose from ${known.join(', ')}.`);
  return known.filter((name) => names.includes(name));
}

function positiveIntegers(option: string, list: string): number[] {
  return list.split(',').map((text) => positiveInteger(option, text));
}

function positiveInteger(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Failure(`--${option} takes whole numbers above 0, and got "${text}".`);
}
