import { bindArguments } from '../../calling-convention/bind-arguments.ts';

/**
 * As `bindArguments`, where inputs `x` and targets `y` may themselves be records of tensors by name: a first argument is
 * a record of keywords only when it stands alone and has an `x`; a second one is when it is the last and has no tensors
 * in it.
 */
export function bindWithData<Parameters extends object>(
  names: readonly (keyof Parameters & string)[],
  values: readonly unknown[],
): Partial<Parameters> {
  const [first, second] = values;
  const data: { x?: object; y?: object } = {};
  if (isRecord(first) && !(values.length === 1 && 'x' in first)) data.x = first;
  if (names[1] === 'y' && isRecord(second) && isRecordOfData(second)) data.y = second;
  // The records are bound in wrappers, which are not taken for keywords.
  const wrapped = values.map((value, index) => ([data.x, data.y][index] === value && value ? [value] : value));
  return { ...bindArguments<Parameters>(names, wrapped), ...data };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isRecordOfData(record: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(record);
  return values.length > 0 && values.every((value) => typeof value === 'object' && value !== null && !isRecord(value));
}
