import * as z from 'zod/mini';
import { changedFile } from './parse-progress-json.ts';

/** @throws {ProgressFileError} that names the first place where a value is not as the schema has it. */
export function checked<T extends z.ZodMiniType>(schema: T, value: unknown, prefix = ''): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const place = [...(prefix === '' ? [] : [prefix]), ...path].join('.').slice(0, 100);
  throw changedFile(place === '' ? 'its top level' : place);
}
