/** camelCase and snake_case, with or without capitals and underscores, as one key. */
function nameKey(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Finds by a name however it is written: `glorot_uniform`, `glorotUniform` and `GlorotUniform` are one. */
export function findByName<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  const key = nameKey(name);
  const entry = Object.entries(table).find(([candidate]) => nameKey(candidate) === key);
  return entry?.[1];
}
