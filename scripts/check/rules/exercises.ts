import type { MdastNode } from 'satteri';
import { assignedNames, checkedNames } from '../../../components/exercise/assigned-names.ts';
import { ExpressionError } from '../../../src/expressions/expression-error.ts';
import { parse } from '../../../src/expressions/parse.ts';
import type { Program } from '../../../src/expressions/syntax.ts';
import { allNodes, isJsx, jsxElements, startOf, textAttribute, type JsxElement } from '../mdx-nodes.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

type Code = Extract<MdastNode, { type: 'code' }>;
type Finding = Omit<Problem, 'file'>;

/** Exercises without a program, with one that cannot be read, or whose solution does not assign what is checked. */
export const exerciseProblems: Rule = ({ file, tree }) =>
  jsxElements(tree)
    .filter(({ name }) => name === 'Exercise')
    .flatMap((exercise) => findingsOf(exercise).map((finding) => ({ file, ...finding })));

function findingsOf(exercise: JsxElement): Finding[] {
  const codes = allNodes(exercise).flatMap(({ node, ancestors }) =>
    node.type === 'code' ? [{ code: node, isIn: (tag: string) => ancestors.some((each) => isTag(each, tag)) }] : [],
  );
  const starter = codes.find(({ isIn }) => !isIn('Solution') && !isIn('Hint'))?.code;
  const solution = codes.find(({ isIn }) => isIn('Solution'))?.code;
  return [
    ...(starter ? read(starter).findings : [lacking(exercise, 'program to begin with', 'inside of it')]),
    ...(solution
      ? solutionFindings(solution, exercise)
      : [lacking(exercise, 'solution', 'between <Solution> and </Solution>')]),
  ];
}

function isTag(node: MdastNode, tag: string): boolean {
  return isJsx(node) && node.name === tag;
}

function lacking(exercise: JsxElement, what: string, where: string): Finding {
  const fix = `Write it ${where} as a block of code that begins with \`\`\`python.`;
  return { ...startOf(exercise), fact: `An exercise has no ${what}.`, fix };
}

function solutionFindings(solution: Code, exercise: JsxElement): Finding[] {
  const { program, findings } = read(solution);
  const check = textAttribute(exercise, 'check');
  if (!program || check === undefined) return findings;
  const assigned = assignedNames(program);
  return checkedNames(check)
    .filter((name) => !assigned.includes(name))
    .map((name) => ({
      ...startOf(solution),
      fact: `The solution of an exercise gives “${name}” no value, and “check” asks for it.`,
      fix:
        assigned.length === 0
          ? `Write ${name} = … in it.`
          : `Assign it, or check what it assigns: ${assigned.join(', ')}.`,
    }));
}

function read(code: Code): { readonly program: Program | null; readonly findings: Finding[] } {
  try {
    return { program: parse(code.value), findings: [] };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { line, column } = startOf(code);
    // The program begins on the line below the one that opens the block.
    const place = { line: line + error.place.line, column: column - 1 + error.place.column };
    return { program: null, findings: [{ ...place, fact: error.message, fix: error.fix }] };
  }
}
