import type { MdastNode } from 'satteri';
import { assignedNames, checkedNames } from '../../../components/exercise/assigned-names.ts';
import { outlinePython, type PythonOutline } from '../../../components/python-exercise/python-outline.ts';
import { ExpressionError } from '../../../src/expressions/expression-error.ts';
import { parse } from '../../../src/expressions/parse.ts';
import { allNodes, isJsx, jsxElements, startOf, textAttribute, type JsxElement } from '../mdx-nodes.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

type Code = Extract<MdastNode, { type: 'code' }>;
type Finding = Omit<Problem, 'file'>;

/** Programs of an exercise, as its chapter writes them. */
interface Programs {
  readonly starter: Code | undefined;
  readonly solution: Code | undefined;
  readonly checks: readonly Code[];
}

/** Exercises without a program, with one that cannot be read, or whose solution does not assign what is checked. */
export const exerciseProblems: Rule = ({ file, tree }) =>
  jsxElements(tree).flatMap((element) => {
    if (element.name !== 'Exercise' && element.name !== 'PythonExercise') return [];
    const programs = programsOf(element);
    const findings = element.name === 'Exercise' ? findingsOf(element, programs) : findingsOfPython(element, programs);
    return findings.map((finding) => ({ file, ...finding }));
  });

export function programsOf(exercise: JsxElement): Programs {
  const codes = allNodes(exercise).flatMap(({ node, ancestors }) =>
    node.type === 'code' ? [{ code: node, isIn: (tag: string) => ancestors.some((each) => isTag(each, tag)) }] : [],
  );
  const aids = ['Solution', 'Hint', 'Checks'];
  return {
    starter: codes.find(({ isIn }) => !aids.some(isIn))?.code,
    solution: codes.find(({ isIn }) => isIn('Solution'))?.code,
    checks: codes.filter(({ isIn }) => isIn('Checks')).map(({ code }) => code),
  };
}

function isTag(node: MdastNode, tag: string): boolean {
  return isJsx(node) && node.name === tag;
}

function findingsOf(exercise: JsxElement, { starter, solution, checks }: Programs): Finding[] {
  const readNames = (source: string) => assignedNames(parse(source));
  return [
    ...missingPrograms(exercise, { starter, solution }),
    ...(starter ? read(starter, readNames).findings : []),
    ...(solution ? solutionFindings(solution, exercise, readNames) : []),
    ...checks.map((code) => ({
      ...startOf(code),
      fact: 'Only an exercise in Python has checks.',
      fix: 'Make it a <PythonExercise>, or take <Checks> out.',
    })),
  ];
}

function findingsOfPython(exercise: JsxElement, { starter, solution, checks }: Programs): Finding[] {
  const [assertions] = checks;
  return [
    ...missingPrograms(exercise, { starter, solution }),
    ...(starter ? read(starter, outlinePython).findings : []),
    ...(solution ? solutionFindings(solution, exercise, (source) => outlinePython(source).names) : []),
    ...(assertions ? assertionFindings(assertions) : uncheckedFindings(exercise)),
  ];
}

function missingPrograms(exercise: JsxElement, { starter, solution }: Omit<Programs, 'checks'>): Finding[] {
  return [
    ...(starter ? [] : [lacking(exercise, 'program to begin with', 'inside of it')]),
    ...(solution ? [] : [lacking(exercise, 'solution', 'between <Solution> and </Solution>')]),
  ];
}

function lacking(exercise: JsxElement, what: string, where: string): Finding {
  const fix = `Write it ${where} as a block of code that begins with \`\`\`python.`;
  return { ...startOf(exercise), fact: `An exercise has no ${what}.`, fix };
}

function uncheckedFindings(exercise: JsxElement): Finding[] {
  if (checkedNames(textAttribute(exercise, 'check') ?? '').length > 0) return [];
  const fix = 'Name what is compared, check="loss, model", or write assertions between <Checks> and </Checks>.';
  return [{ ...startOf(exercise), fact: 'An exercise checks nothing.', fix }];
}

function assertionFindings(code: Code): Finding[] {
  const { result, findings } = read<PythonOutline>(code, outlinePython);
  if (!result) return findings;
  const example = 'assert loss < 1, "The loss is still large."';
  if (result.assertionCount === 0) {
    return [
      { ...startOf(code), fact: 'The checks of an exercise assert nothing.', fix: `Write lines such as ${example}` },
    ];
  }
  return result.silentAssertions.map((line) => ({
    line: startOf(code).line + line,
    column: startOf(code).column,
    fact: 'An assertion has no message.',
    fix: `Say what the reader is told where it fails: ${example}`,
  }));
}

function solutionFindings(
  solution: Code,
  exercise: JsxElement,
  readNames: (source: string) => readonly string[],
): Finding[] {
  const { result: assigned, findings } = read(solution, readNames);
  const check = textAttribute(exercise, 'check');
  if (!assigned || check === undefined) return findings;
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

function read<T>(
  code: Code,
  readSource: (source: string) => T,
): { readonly result: T | null; readonly findings: Finding[] } {
  try {
    return { result: readSource(code.value), findings: [] };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { line, column } = startOf(code);
    // The program begins on the line below the one that opens the block.
    const place = { line: line + error.place.line, column: column - 1 + error.place.column };
    return { result: null, findings: [{ ...place, fact: error.message, fix: error.fix }] };
  }
}
