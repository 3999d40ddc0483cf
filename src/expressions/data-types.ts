import { modulePath } from './bind-call.ts';
import type { Expression } from './syntax.ts';

/** Types of elements by the names that both frameworks share. */
export type DataType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool';

const NAMES: readonly string[] = ['float32', 'float64', 'int32', 'int64', 'bool'] satisfies readonly DataType[];

/** The type that an expression names, as `float32` or `torch.float32`, else null. */
export function dataTypeNamed(expression: Expression): DataType | null {
  const path = expression.kind === 'name' ? expression.name : modulePath(expression);
  const name = path?.split('.').at(-1);
  return name !== undefined && isDataType(name) && (path?.split('.').length ?? 0) <= 2 ? name : null;
}

function isDataType(name: string): name is DataType {
  return NAMES.includes(name);
}
