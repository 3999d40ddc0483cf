import { f32, f32x4, type Code, type ValueType } from './assembler.ts';

type Operation = (first: Code, second: Code) => Code;

/** Arithmetic of float32, four numbers at a time or one, so that a function can be written once for both. */
export interface Numbers {
  readonly type: ValueType;
  readonly bytes: number;
  load(address: Code, offset?: number): Code;
  /** One number, as often as `load` gives numbers. */
  loadSame(address: Code, offset?: number): Code;
  store(address: Code, value: Code, offset?: number): Code;
  readonly add: Operation;
  readonly sub: Operation;
  readonly mul: Operation;
  readonly div: Operation;
  readonly max: Operation;
  readonly sqrt: (value: Code) => Code;
  readonly negate: (value: Code) => Code;
}

export const fours: Numbers = { type: 'v128', bytes: 16, ...f32x4, loadSame: f32x4.loadSplat };

export const ones: Numbers = { type: 'f32', bytes: 4, ...f32, loadSame: f32.load };
