/** Lines of a listing that have their counterpart in the other framework's: they end in a comment such as `# <1>`. */
const mark = /\s*# <(\d+)>$/;

/** Lines with one number, in the form in which Expressive Code takes them. */
export interface LineMark {
  readonly label: string;
  /** Numbers of lines from 1 on, with commas. */
  readonly range: string;
}

/** Code without the comments that mark its lines, and the marks. */
export function markedLines(code: string): { code: string; marks: LineMark[] } {
  const lines = code.split('\n');
  const numbers = new Map<string, number[]>();
  lines.forEach((line, index) => {
    const label = mark.exec(line)?.[1];
    if (label !== undefined) numbers.set(label, [...(numbers.get(label) ?? []), index + 1]);
  });
  return {
    code: lines.map((line) => line.replace(mark, '')).join('\n'),
    marks: [...numbers].map(([label, found]) => ({ label, range: found.join(',') })),
  };
}
