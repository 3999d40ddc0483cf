import { parse } from 'yaml';

/** What stands between the dashes at the beginning of a chapter. */
export interface FrontMatter {
  /** The lines as they are written; nothing, where there are no dashes. */
  readonly text: string;
  /** By name; nothing of front matter that YAML cannot read, of which a rule tells. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** @param chapter the text of an MDX file */
export function readFrontMatter(chapter: string): FrontMatter {
  const text = /^---\r?\n([\s\S]*?)\r?\n---/.exec(chapter)?.[1] ?? '';
  try {
    // Its warnings would name no file.
    const values: unknown = parse(text, { logLevel: 'error' });
    return { text, values: typeof values === 'object' && values !== null ? { ...values } : {} };
  } catch {
    return { text, values: {} };
  }
}
