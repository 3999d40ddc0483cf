import type { Dialect } from '../../expressions/evaluation/dialect.ts';
import type { Given } from '../../expressions/evaluation/given.ts';
import { ProgramRun } from '../../expressions/evaluation/program-run.ts';
import { torchDialect } from '../../expressions/evaluation/torch-dialect.ts';
import type { Value } from '../../expressions/evaluation/value.ts';
import { ExpressionError, placeOf } from '../../expressions/expression-error.ts';
import type { Call, Expression, Span, Statement } from '../../expressions/syntax.ts';
import { noGrad, Tensor } from '../../torch/index.ts';
import { backwardCall, type BackwardCall } from './backward-call.ts';
import { DETACHED, GRADIENT, LEAF, lowerExpression, lowerStatement } from './lower-expression.ts';
import type { AttributeAssignment, AutogradProgram, AutogradStatement } from './syntax.ts';

/** What is told of a program of PyTorch while it runs. */
export interface TorchWatcher {
  /** A statement begins in this line, counted from 1. */
  reached(line: number): void;
  computed(tensor: Tensor, operation: string, inputs: readonly Tensor[]): void;
  /** A tensor wants a gradient from now on. */
  becameLeaf(tensor: Tensor): void;
  named(tensor: Tensor, name: string): void;
  /** The program looks at the `grad` of a leaf; `copy` is what it gets. */
  readGradient(leaf: Tensor, copy: Tensor): void;
  changed(tensor: Tensor): void;
  cleared(tensor: Tensor): void;
  /** `root` is differentiated, with `seed` as its gradient; `run` does it. */
  backward(root: Tensor, seed: Tensor | null, keepsGraph: boolean, run: () => void): void;
}

/** Runs a program with gradients by the PyTorch dialect, and tells what happens. */
export class TorchProgram {
  readonly #program: AutogradProgram;
  readonly #watcher: TorchWatcher;
  readonly #run: ProgramRun<Tensor>;

  constructor(program: AutogradProgram, watcher: TorchWatcher) {
    this.#program = program;
    this.#watcher = watcher;
    this.#run = new ProgramRun(program.source, watchedDialect(watcher), readNow);
  }

  /**
   * Runs all statements.
   *
   * @throws {ExpressionError} for what the language refuses; what PyTorch raises is thrown as it is.
   */
  run(): void {
    for (const statement of this.#program.statements) this.#statement(statement);
  }

  #statement(statement: AutogradStatement): void {
    this.#watcher.reached(placeOf(this.#program.source, statement.span.start).line);
    switch (statement.kind) {
      case 'noGrad':
        noGrad(() => {
          for (const each of statement.statements) this.#statement(each);
        });
        break;
      case 'attributeAssignment':
        this.#assignAttribute(statement);
        break;
      case 'expression':
        this.#expression(statement.value, statement);
        break;
      default:
        this.#plain(statement);
    }
  }

  #expression(value: Expression, statement: Statement): void {
    const backward = backwardCall(value, this.#program.source);
    if (backward) this.#backward(backward);
    else if (isZeroGrad(value)) this.#zeroGrad(value.callee.object.object);
    else this.#plain(statement);
  }

  #plain(statement: Statement): void {
    const before = statement.kind === 'update' && statement.target.kind === 'name' && this.#value(statement.target);
    this.#run.run(lowerStatement(statement));
    switch (statement.kind) {
      case 'assignment':
        for (const name of statement.names) {
          const value = this.#run.variables.get(name);
          if (value instanceof Tensor) this.#watcher.named(value, name);
        }
        break;
      case 'update': {
        const after = this.#value(statement.target.kind === 'name' ? statement.target : statement.target.object);
        if (after instanceof Tensor && (after === before || statement.target.kind === 'subscript')) {
          this.#watcher.changed(after);
        }
        break;
      }
      case 'itemAssignment': {
        const changed = this.#value(statement.target.object);
        if (changed instanceof Tensor) this.#watcher.changed(changed);
      }
    }
  }

  #backward({ root, gradient, keepsGraph }: BackwardCall): void {
    const target = this.#tensor(root);
    const seed = gradient && this.#tensor(gradient);
    this.#watcher.backward(target, seed, keepsGraph, () => target.backward(seed, { retainGraph: keepsGraph }));
  }

  #zeroGrad(leaf: Expression): void {
    const tensor = this.#tensor(leaf);
    if (!tensor.grad) {
      throw this.#refuse('The gradient is None, and cannot be filled with zeros.', 'Call backward first.', leaf.span);
    }
    tensor.grad.zero_();
    this.#watcher.cleared(tensor);
  }

  #assignAttribute({ target, value, span }: AttributeAssignment): void {
    const tensor = this.#tensor(target.object);
    const given = this.#value(value);
    if (target.name === 'grad' && given === null) {
      tensor.grad = null;
      this.#watcher.cleared(tensor);
    } else if (target.name === 'requires_grad' && typeof given === 'boolean') {
      tensor.requiresGrad = given;
      this.#watcher.becameLeaf(tensor);
    } else {
      throw this.#refuse(
        `“${target.name}” is not assigned here.`,
        'Write x.grad = None, or x.requires_grad = True.',
        span,
      );
    }
  }

  #value(expression: Expression): Value<Tensor> {
    return this.#run.evaluate(lowerExpression(expression));
  }

  #tensor(expression: Expression): Tensor {
    const value = this.#value(expression);
    if (value instanceof Tensor) return value;
    throw this.#refuse('This is no tensor.', 'Only tensors have gradients.', expression.span);
  }

  #refuse(message: string, fix: string, span: Span): ExpressionError {
    return new ExpressionError(message, fix, span, this.#program.source);
  }
}

type ZeroGrad = Call & {
  readonly callee: { readonly kind: 'attribute'; readonly object: { readonly kind: 'attribute' } };
};

/** `x.grad.zero_()`. */
function isZeroGrad(value: Expression): value is ZeroGrad {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute') return false;
  const { name, object } = value.callee;
  return name === 'zero_' && object.kind === 'attribute' && object.name === GRADIENT;
}

/** The dialect with ears: it tells what each operation computes, and knows what lowered expressions ask for. */
function watchedDialect(watcher: TorchWatcher): Dialect<Tensor> {
  const dialect = torchDialect(readNow);
  const tell = <Result extends Value<Tensor>>(
    result: Result,
    operation: string,
    inputs: readonly unknown[],
  ): Result => {
    if (result instanceof Tensor) watcher.computed(result, operation, inputs.filter(isTensor));
    return result;
  };
  const watched = Object.fromEntries(
    Object.entries(dialect.operations).map(([name, compute]) => [
      name,
      (given: Parameters<typeof compute>[0]) => tell(compute(given), name, [...given.values.values()].flat()),
    ]),
  ) as Dialect<Tensor>['operations'];
  return {
    ...dialect,
    operations: { ...watched, std: refuseSpread, var: refuseSpread },
    unary: (operator, operand) => tell(dialect.unary(operator, operand), operator, [operand]),
    binary: (operator, left, right) => tell(dialect.binary(operator, left, right), operator, [left, right]),
    compare: (operator, left, right) => tell(dialect.compare(operator, left, right), operator, [left, right]),
    index: (tensor, items) => tell(dialect.index(tensor, items), 'index', [tensor, ...items]),
    attribute: (tensor, name) => {
      switch (name) {
        case LEAF:
          tensor.requiresGrad = true;
          watcher.becameLeaf(tensor);
          return tensor;
        case GRADIENT: {
          // An alias for each reading, because each may see other values.
          const copy = tensor.grad?.detach() ?? null;
          if (copy) watcher.readGradient(tensor, copy);
          return copy;
        }
        case DETACHED:
          return tell(tensor.detach(), 'detach', [tensor]);
        case 'requires_grad':
          return tensor.requiresGrad;
        case 'is_leaf':
          return tensor.isLeaf;
        default:
          return dialect.attribute(tensor, name);
      }
    },
  };
}

/** The language of expressions means the same by these in both frameworks, which is not what PyTorch's own means. */
function refuseSpread(given: Given<Tensor>): never {
  const message = 'PyTorch divides by the number of elements less one here, and TensorFlow by that number.';
  throw given.refuse(message, 'Write what you mean, such as ((x - x.mean()) ** 2).mean().');
}

function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

/** Only a mask on a GPU cannot be read at once. @throws {RuntimeError} which says so. */
function readNow(tensor: Tensor): ArrayLike<number> {
  return tensor.numpySync();
}
