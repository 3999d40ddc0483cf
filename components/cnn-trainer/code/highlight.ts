import highlighter from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';

highlighter.registerLanguage('python', python);

/** Python code as lines of HTML, coloured by the classes of highlight.js. */
export function highlightPython(code: string): string[] {
  // Generated code has no token that spans lines, so each line is whole HTML by itself.
  return highlighter.highlight(code, { language: 'python' }).value.split('\n');
}
