/**
 * WebAssembly written as TypeScript: just enough of the binary format for loops over tensors, four numbers at a time.
 *
 * Code is the bytes of instructions; an expression is code that leaves one value on the stack. Addresses are bytes in
 * the memory that tfjs keeps its tensors in.
 *
 * @source https://webassembly.github.io/spec/core/binary/index.html
 */
export type Code = readonly number[];

export type ValueType = 'i32' | 'f32' | 'v128';

/** A local variable of a function. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
}

/** A function that the module exports. It takes whole numbers and returns nothing. */
export interface FunctionCode {
  readonly name: string;
  readonly parameterCount: number;
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** A function of whole numbers with these names, with the code that `write` gives for it. */
export function defineFunction<Name extends string>(
  name: string,
  parameterNames: readonly Name[],
  write: (parameters: Readonly<Record<Name, Local>>, local: (type: ValueType) => Local) => Code,
): FunctionCode {
  const parameterCount = parameterNames.length;
  const locals: ValueType[] = [];
  const parameters = Object.fromEntries(parameterNames.map((parameter, index) => [parameter, localAt(index)]));
  const body = write(parameters as Record<Name, Local>, (type) => localAt(parameterCount + locals.push(type) - 1));
  return { name, parameterCount, locals, body };
}

/** The module of these functions, which works in the memory `env.memory`. */
export function assemble(functions: readonly FunctionCode[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameterCount }) => [
    0x60,
    ...vector(Array.from({ length: parameterCount }, () => [typeCodes.i32])),
    ...vector([]),
  ]);
  const memoryImport = [...text('env'), ...text('memory'), 0x02, 0x00, 0x01];
  const exports = functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
  const bodies = functions.map(({ locals, body }) => {
    const declared = vector(locals.map((type) => [1, typeCodes[type]]));
    return sized([...declared, ...body, 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [memoryImport]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exports),
    ...section(10, bodies),
  ]);
}

/** Repeats `body` as often as `count` says, at least once; `count` is 0 afterwards. */
export function repeat(count: Local, body: Code): Code {
  return [0x03, 0x40, ...body, ...count.set(i32.sub(count.get, i32.constant(1))), ...count.get, 0x0d, 0x00, 0x0b];
}

/** Moves an address on. */
export function advance(address: Local, bytes: Code): Code {
  return address.set(i32.add(address.get, bytes));
}

export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  add: binary([0x6a]),
  sub: binary([0x6b]),
  mul: binary([0x6c]),
};

export const f32 = {
  load: (address: Code, offset = 0): Code => [...address, 0x2a, 2, ...unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, 0x38, 2, ...unsigned(offset)],
  add: binary([0x92]),
  sub: binary([0x93]),
  mul: binary([0x94]),
  div: binary([0x95]),
  max: binary([0x97]),
  sqrt: (value: Code): Code => [...value, 0x91],
  negate: (value: Code): Code => [...value, 0x8c],
};

/** Four float32 at once; a comparison gives all bits of a number, or none. */
export const f32x4 = {
  load: (address: Code, offset = 0): Code => [...address, ...vectorOpcode(0), 2, ...unsigned(offset)],
  /** One number, four times. */
  loadSplat: (address: Code, offset = 0): Code => [...address, ...vectorOpcode(9), 2, ...unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => {
    return [...address, ...value, ...vectorOpcode(11), 2, ...unsigned(offset)];
  },
  equal: binary(vectorOpcode(65)),
  notEqual: binary(vectorOpcode(66)),
  less: binary(vectorOpcode(67)),
  greater: binary(vectorOpcode(68)),
  lessEqual: binary(vectorOpcode(69)),
  greaterEqual: binary(vectorOpcode(70)),
  add: binary(vectorOpcode(228)),
  sub: binary(vectorOpcode(229)),
  mul: binary(vectorOpcode(230)),
  div: binary(vectorOpcode(231)),
  max: binary(vectorOpcode(233)),
  sqrt: (value: Code): Code => [...value, ...vectorOpcode(227)],
  negate: (value: Code): Code => [...value, ...vectorOpcode(225)],
};

/** Four whole numbers at once. */
export const i32x4 = {
  splat: (value: Code): Code => [...value, ...vectorOpcode(17)],
  constant: (numbers: readonly [number, number, number, number]): Code => {
    return [...vectorOpcode(12), ...new Uint8Array(Int32Array.from(numbers).buffer)];
  },
  equal: binary(vectorOpcode(55)),
  greater: binary(vectorOpcode(59)),
  add: binary(vectorOpcode(174)),
  /** Of four bytes 0 or 1 in memory: all bits of a number, or none. */
  loadMask: (address: Code): Code => {
    const bytes = [...address, ...vectorOpcode(92), 0, 0];
    return [...bytes, ...vectorOpcode(137), ...vectorOpcode(169), ...vectorOpcode(161)];
  },
};

/** Sixteen bytes at once. */
export const i8x16 = {
  /** Of four times four masks: a byte 0 or 1 each. */
  fromMasks: (first: Code, second: Code, third: Code, fourth: Code): Code => {
    const halves = [...first, ...second, ...vectorOpcode(133), ...third, ...fourth, ...vectorOpcode(133)];
    return [...halves, ...vectorOpcode(101), ...vectorOpcode(97)];
  },
};

/** Bits of four numbers. */
export const v128 = {
  /** Of eight numbers, the four of the first and then the four of the second, those at these places. */
  pick: (first: Code, second: Code, places: readonly [number, number, number, number]): Code => {
    return [
      ...first,
      ...second,
      ...vectorOpcode(13),
      ...places.flatMap((place) => [0, 1, 2, 3].map((byte) => place * 4 + byte)),
    ];
  },
  and: binary(vectorOpcode(78)),
  /** The bits of the first that the second has not. */
  andNot: binary(vectorOpcode(79)),
  or: binary(vectorOpcode(80)),
  /** Bits of the first where `mask` has ones, and of the second elsewhere. */
  select: (first: Code, second: Code, mask: Code): Code => [...first, ...second, ...mask, ...vectorOpcode(82)],
};

function binary(opcode: Code): (first: Code, second: Code) => Code {
  return (first, second) => [...first, ...second, ...opcode];
}

function vectorOpcode(code: number): Code {
  return [0xfd, ...unsigned(code)];
}

function localAt(index: number): Local {
  return {
    get: [0x20, ...unsigned(index)],
    set: (value) => [...value, 0x21, ...unsigned(index)],
  };
}

function section(id: number, items: readonly Code[]): Code {
  return [id, ...sized(vector(items))];
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(code: Code): Code {
  return [...unsigned(code.length), ...code];
}

function text(value: string): Code {
  return sized([...new TextEncoder().encode(value)]);
}

/** A whole number from 0 on in LEB128: seven bits a byte, the last ones first. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}

/** The same for numbers below 0 too: the highest bit of the last byte tells the sign. */
function signed(value: number): Code {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
  return isLast ? [low] : [low + 128, ...signed(rest)];
}
