import {
  judgeExpectations,
  type Expectation,
  type ExpectedFigures,
  type Metrics,
} from '../../../components/experiment/expectation.ts';
import type { Chapter } from '../chapter.ts';
import { jsxElements, startOf, textAttribute } from '../mdx-nodes.ts';
import type { Problem } from '../problem.ts';
import type { FinishedExperiment } from './run-experiments.ts';
import { expectText, suggestExpectations } from './suggest-expectations.ts';

/** What a run of Quick missed of what its chapter expects, by how much, and what could be expected instead. */
export function runProblems(chapter: Chapter, { id, expected, result, message }: FinishedExperiment): Problem[] {
  const element = chapter.tree && jsxElements(chapter.tree).find((each) => textAttribute(each, 'id') === id);
  const place = { file: chapter.file, ...(element ? startOf(element) : { line: 1, column: 1 }) };
  if (!result) return [{ ...place, fact: `“${id}” failed: ${message}`, fix: 'Press Run on its page to see where.' }];
  const suggested = suggestExpectations(result);
  const suggest = (quick: ExpectedFigures) => `expect={${expectText({ ...expected, quick })}}`;
  if (!expected.quick) {
    const { testAccuracy } = suggested;
    const quick = testAccuracy ? { testAccuracy } : suggested;
    return [{ ...place, fact: `Nothing is expected of Quick of “${id}”.`, fix: `Its run suggests ${suggest(quick)}` }];
  }
  const asked = Object.entries(expected.quick);
  const missed = judgeExpectations(expected.quick, result)
    .map((judgement, index) => ({ ...judgement, name: asked[index]?.[0] ?? '' }))
    .filter(({ met }) => met !== true);
  const reachable = missed.flatMap(({ name }) => (suggested[name] ? [[name, suggested[name]] as const] : []));
  const suggestion = suggest({ ...expected.quick, ...Object.fromEntries(reachable) });
  return missed.map(({ name, text }) => ({
    ...place,
    fact: `“${id}” missed what is expected: ${text}${missText(expected.quick?.[name], result[name])}.`,
    fix: `Mend the experiment, or expect what it reaches: ${suggestion}`,
  }));
}

/** ", 0.026 too little" */
function missText(expectation: Expectation | undefined, reached: Metrics[string] | undefined): string {
  if (!expectation || reached === undefined) return '';
  const { min, max, equals } = expectation;
  const bound = equals ?? (min !== undefined && reached < min ? min : max) ?? reached;
  const difference = Number(Math.abs(reached - bound).toPrecision(2));
  return `, ${difference} too ${reached < bound ? 'little' : 'much'}`;
}
