/**
 * Reads the questions of a quiz out of the HTML that its Markdown became: task lists are choices, numbered lists are orders,
 * quotations inside of an item are replies. Runs when the site is built.
 */
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { contents, elements, isMarker, parseHtml, takeApart, visibleText } from './html-parts.ts';
import { parseNumber } from './parse-number.ts';
import type { Answer, Question, QuestionKind } from './question.ts';
import { QuizError } from './quiz-error.ts';

/**
 * The questions of one quiz.
 *
 * @param html what `Quiz.astro` has between its tags
 * @param place the file and the quiz, for messages: `content/a.mdx, quiz "pooling"`
 * @throws {QuizError} when there is no question, or one that cannot be answered right.
 */
export function readQuiz(html: string, place: string): readonly Question[] {
  const children = contents(parseHtml(html));
  const stray = children.find(({ tagName }) => tagName !== 'quiz-question');
  if (stray) {
    const text = visibleText([stray]).trim().slice(0, 40);
    throw new QuizError(
      place,
      `“${text}” stands outside of a question.`,
      'Move it between <Question> and </Question>.',
    );
  }
  if (children.length === 0) {
    throw new QuizError(place, 'there is no question.', 'Write one between <Question> and </Question>.');
  }
  return children.map((element, index) => readQuestion(element, `${place}, question ${index + 1}`));
}

function readQuestion(element: Element, place: string): Question {
  const { blocks, hintsHtml, solution, assetsHtml } = takeApart(element, place);
  const list = blocks.find(isTaskList) ?? blocks.findLast(({ tagName }) => tagName === 'ol');
  if (!list) {
    throw new QuizError(
      place,
      'there is nothing to answer with.',
      'Write the choices as a list, "- [x] right" and "- [ ] wrong", or the steps to put in order as "1. first", "2. second".',
    );
  }
  const [prompt, ...body] = blocks.filter((block) => block !== list);
  if (prompt?.tagName !== 'p') {
    throw new QuizError(place, 'it does not begin with a sentence.', 'Put the question itself first, as a paragraph.');
  }
  const answers = elements(list).map((item) => readAnswer(item, place, list.tagName === 'ol'));
  const kind = questionKind(element, list, answers, place);
  checkAnswers(kind, answers, place);
  return {
    kind,
    promptHtml: toHtml(prompt.children),
    bodyHtml: toHtml(body) + assetsHtml,
    answers,
    tolerance: readTolerance(element, kind, place),
    unit: attribute(element, 'data-unit'),
    hintsHtml,
    solutionHtml: solution ? toHtml(solution.children) : null,
  };
}

function readTolerance(element: Element, kind: QuestionKind, place: string): number {
  const text = attribute(element, 'data-tolerance');
  if (text === '') return 0;
  const tolerance = parseNumber(text);
  if (kind !== 'number' || tolerance === null || tolerance < 0) {
    throw new QuizError(
      place,
      `its tolerance is ${text}.`,
      'Give kind="number" a tolerance of 0 or more, and no other kind.',
    );
  }
  return tolerance;
}

function questionKind(element: Element, list: Element, answers: readonly Answer[], place: string): QuestionKind {
  const asked = attribute(element, 'data-kind');
  if (list.tagName === 'ol') {
    if (asked === '') return 'order';
    throw new QuizError(
      place,
      `it is of kind "${asked}" and has a numbered list.`,
      'Write its answers as "- [x]" and "- [ ]".',
    );
  }
  if (asked === 'number' || asked === 'multiple') return asked;
  return answers.filter(({ isRight }) => isRight).length > 1 ? 'multiple' : 'single';
}

function checkAnswers(kind: QuestionKind, answers: readonly Answer[], place: string): void {
  if (!answers.some(({ isRight }) => isRight)) {
    throw new QuizError(place, 'no answer is right.', 'Mark the right one with an x: "- [x] ...".');
  }
  if (kind !== 'number' && answers.length < 2) {
    const fix = kind === 'order' ? 'An order needs two steps or more.' : 'Add a second choice: "- [ ] ...".';
    throw new QuizError(place, 'it has a single item.', fix);
  }
  const texts = answers.map(({ text }) => text);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined)
    throw new QuizError(place, `“${twice}” is there twice.`, 'Let each item say something else.');
  if (kind !== 'number') return;
  const word = texts.find((text) => parseNumber(text) === null);
  if (word !== undefined) {
    throw new QuizError(
      place,
      `“${word}” is not a number.`,
      'Write numbers only, such as 896 or 0.25; the unit is a property.',
    );
  }
}

/** An item of the list: its first paragraph is the answer, a quotation below it the reply. */
function readAnswer(item: Element, place: string, isStep: boolean): Answer {
  const blocks = item.children.filter(isBlock);
  const [first] = blocks;
  const line = first?.tagName === 'p' ? first.children : item.children.filter((child) => !isBlock(child));
  const rest = first?.tagName === 'p' ? blocks.slice(1) : blocks;
  const checkbox = line.find(isCheckbox);
  const label = line.filter((child) => child !== checkbox);
  const text = visibleText(label).trim();
  const wrongBlock = rest.find(({ tagName }) => tagName !== 'blockquote');
  if (wrongBlock || text === '' || (!isStep && !checkbox)) {
    throw new QuizError(
      place,
      `the item “${text}” is not one line${isStep ? '' : ' that begins with "- [x]" or "- [ ]"'}.`,
      'Write its reply below it as a quotation, "  > ...", and leave an empty line after the list.',
    );
  }
  return {
    html: toHtml(label).trim(),
    text,
    isRight: isStep || (checkbox?.type === 'element' && checkbox.properties.checked === true),
    replyHtml: rest.length > 0 ? toHtml(rest.flatMap(({ children }) => children)).trim() : null,
  };
}

function isTaskList(element: Element): boolean {
  return element.tagName === 'ul' && elements(element).some((item) => hasCheckbox(item));
}

function hasCheckbox(item: Element): boolean {
  return elements(item).some(
    (child) => isCheckbox(child) || (child.tagName === 'p' && child.children.some(isCheckbox)),
  );
}

function isCheckbox(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'input' && node.properties.type === 'checkbox';
}

const blockNames = new Set(['p', 'blockquote', 'ul', 'ol', 'pre', 'div', 'table']);

function isBlock(node: ElementContent): node is Element {
  return node.type === 'element' && (blockNames.has(node.tagName) || isMarker(node));
}

/** A `data-` attribute, which the tree has in camel case; '' where there is none. */
function attribute({ properties }: Element, name: string): string {
  const value = properties[name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  return value === undefined || value === null ? '' : String(value);
}
