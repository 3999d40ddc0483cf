/** Parameters of schedulers, schedules and callbacks, by Python's names: what a form shows and a run accepts. */

/** How long the schedule runs, from which its parameters begin at values that make sense for it. */
export interface ScheduleLength {
  /** Steps of the scheduler in the whole run: batches or epochs. */
  readonly steps: number;
  /** The learning rate of the optimizer. */
  readonly learningRate: number;
}

type Initial<Value> = Value | ((length: ScheduleLength) => Value);

interface NumberParameter {
  readonly kind: 'number';
  readonly name: string;
  /** What it does, in a few words. */
  readonly gist: string;
  readonly initial: Initial<number>;
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
}

interface NumbersParameter {
  readonly kind: 'numbers';
  readonly name: string;
  /** What it does, in a few words. */
  readonly gist: string;
  readonly initial: Initial<readonly number[]>;
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
}

interface FlagParameter {
  readonly kind: 'flag';
  readonly name: string;
  /** What it does, in a few words. */
  readonly gist: string;
  readonly initial: boolean;
}

interface ChoiceParameter {
  readonly kind: 'choice';
  readonly name: string;
  /** What it does, in a few words. */
  readonly gist: string;
  readonly options: readonly string[];
  readonly initial: string;
}

/** A Python expression of numbers, such as that of a lambda. */
interface ExpressionParameter {
  readonly kind: 'expression';
  readonly name: string;
  /** What it does, in a few words. */
  readonly gist: string;
  readonly initial: string;
  /** Names that it may use. */
  readonly names: readonly string[];
}

export type Parameter = NumberParameter | NumbersParameter | FlagParameter | ChoiceParameter | ExpressionParameter;

export type ParameterValue = number | boolean | string | readonly number[];

/** Values by the names of their parameters. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** A value that cannot be: a fact and a fix for the reader. */
export interface ParameterProblem {
  readonly parameter: string;
  readonly fact: string;
  readonly fix: string;
}

export function initialValues(parameters: readonly Parameter[], length: ScheduleLength): ParameterValues {
  const start = ({ initial }: Parameter) => (typeof initial === 'function' ? initial(length) : initial);
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, start(parameter)]));
}

/** A value as text of a field, or of a link. */
export function parameterText(value: ParameterValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** Reads the text of a field; what is no number is NaN, and refused by the check. */
export function parseParameter(parameter: Parameter, text: string): ParameterValue {
  switch (parameter.kind) {
    case 'number':
      return numberOf(text);
    case 'numbers':
      return text.split(',').map(numberOf);
    case 'flag':
      return text === 'true';
    case 'choice':
    case 'expression':
      return text.trim();
  }
}

function numberOf(text: string): number {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
}
