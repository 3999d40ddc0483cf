import { ExpressionError } from '../expressions/expression-error.ts';
import type { Parameter, ParameterProblem, ParameterValue, ParameterValues } from './parameter.ts';
import { readScalar } from './scalar-expression.ts';

/** More would not fit into a link. */
const LONGEST_LIST = 20;

/** What is wrong with values for these parameters, at most one problem each; empty when nothing is. */
export function parameterProblems(parameters: readonly Parameter[], values: ParameterValues): ParameterProblem[] {
  return parameters.flatMap((parameter) => {
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    const problem = value === undefined ? missing(parameter) : problemOf(parameter, value);
    return problem ? [{ parameter: parameter.name, ...problem }] : [];
  });
}

type Problem = Omit<ParameterProblem, 'parameter'> | null;

function missing({ name }: Parameter): Problem {
  return { fact: `${name} is missing.`, fix: 'Choose the schedule again.' };
}

function problemOf(parameter: Parameter, value: ParameterValue): Problem {
  switch (parameter.kind) {
    case 'number':
      return typeof value === 'number' ? numberProblem(parameter, value) : missing(parameter);
    case 'numbers':
      return typeof value === 'object' ? numbersProblem(parameter, value) : missing(parameter);
    case 'flag':
      return typeof value === 'boolean' ? null : missing(parameter);
    case 'choice':
      return typeof value === 'string' && parameter.options.includes(value)
        ? null
        : { fact: `${parameter.name} is no choice that exists.`, fix: `Choose ${parameter.options.join(' or ')}.` };
    case 'expression':
      return typeof value === 'string' ? expressionProblem(value, parameter.names) : missing(parameter);
  }
}

type Range = Extract<Parameter, { readonly kind: 'number' | 'numbers' }>;

function numberProblem(range: Range, value: number): Problem {
  const { name, minimum, maximum, isWhole } = range;
  if (value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value))) return null;
  const text = Number.isNaN(value) ? 'not a number' : String(value);
  const kind = isWhole ? 'a whole number' : 'a number';
  return { fact: `${name} is ${text}.`, fix: `Use ${kind} from ${minimum} to ${maximum}.` };
}

function numbersProblem(range: Range, values: readonly number[]): Problem {
  if (values.length === 0 || values.length > LONGEST_LIST) {
    return {
      fact: `${range.name} has ${values.length} numbers.`,
      fix: `Write 1 to ${LONGEST_LIST}, with commas between.`,
    };
  }
  return values.map((value) => numberProblem(range, value)).find((problem) => problem !== null) ?? null;
}

/** What keeps a text from being an expression with these names; null when nothing does. */
function expressionProblem(source: string, names: readonly string[]): Problem {
  try {
    readScalar(source, names);
    return null;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { fact: error.message, fix: error.fix };
  }
}
