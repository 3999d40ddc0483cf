import { catalogue, type OperationName } from './catalogue.ts';
import type { Entry } from './operation.ts';

export interface Parameter {
  readonly name: string;
  /** As Python writes it; null for one that has to be given. */
  readonly default: string | null;
  /** Whether it takes a list, or all arguments by position that are left. */
  readonly isVariadic: boolean;
}

const parametersByName = new Map<OperationName, readonly Parameter[]>();

/** The parameters of an operation in the order of their positions. */
export function parametersOf(name: OperationName): readonly Parameter[] {
  const known = parametersByName.get(name);
  if (known) return known;
  const parameters = catalogue[name].signature.split(', ').map((text): Parameter => {
    const [given = '', value] = text.split('=');
    return { name: given.replace('*', ''), default: value ?? null, isVariadic: given.startsWith('*') };
  });
  parametersByName.set(name, parameters);
  return parameters;
}

/** The parameter that a keyword of this language or of a framework means: `dim` and `axis` both mean `axis`. */
export function parameterOf(name: OperationName, keyword: string): string | null {
  if (parametersOf(name).some((parameter) => parameter.name === keyword)) return keyword;
  const { torch, tensorflow }: Entry = catalogue[name];
  const pattern = new RegExp(`\\b${keyword}=\\{(\\w+)\\}`);
  return pattern.exec(torch)?.[1] ?? pattern.exec(tensorflow)?.[1] ?? null;
}
