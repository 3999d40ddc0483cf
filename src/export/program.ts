/** A program in parts that a script puts one after the other, and a notebook into cells. */
export interface Program {
  /** One line: what the program trains, and with what. */
  readonly title: string;
  /** How it is run and what may be set, in lines of plain text. */
  readonly instructions: readonly string[];
  readonly sections: readonly ProgramSection[];
}

/** A part of a program: its code has no blank line at either end. */
export interface ProgramSection {
  readonly title: string;
  readonly code: readonly string[];
}

/**
 * A section from a text with placeholders: `@name@` alone on a line becomes these lines, moved in as it is; `@name@`
 * within a line becomes the one line given.
 */
export function section(
  title: string,
  text: string,
  parts: Readonly<Record<string, string | readonly string[]>> = {},
): ProgramSection {
  const fill = (line: string): string[] => {
    const [, margin = '', name = ''] = /^( *)@(\w+)@$/.exec(line) ?? [];
    const part = parts[name];
    if (typeof part === 'object') {
      return part.flatMap((each) => each.split('\n')).map((each) => (each ? margin + each : each));
    }
    return [line.replace(/@(\w+)@/g, (_, name: string) => String(parts[name]))];
  };
  return { title, code: text.trim().split('\n').flatMap(fill) };
}
