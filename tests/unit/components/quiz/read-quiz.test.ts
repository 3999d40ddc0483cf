import { markdownToHtml } from 'satteri';
import { describe, expect, test } from 'vitest';
import { readQuiz } from '../../../../components/quiz/read-quiz.ts';

/** What Question.astro writes around the HTML of its Markdown. */
function question(markdown: string, attributes = ''): string {
  return `<quiz-question${attributes}>${markdownToHtml(markdown).html}</quiz-question>`;
}

function readOne(markdown: string, attributes?: string): ReturnType<typeof readQuiz>[number] {
  const [first] = readQuiz(question(markdown, attributes), 'a.mdx, quiz "q"');
  if (!first) throw new Error('No question was read.');
  return first;
}

const choices = [
  'What does *max* pooling keep?',
  '',
  '- [ ] the mean',
  '  > That is **average** pooling.',
  '- [x] the `max`',
  '',
];

describe('a task list', () => {
  test('with one right answer is a single choice, with its replies as HTML', () => {
    const read = readOne(choices.join('\n'));
    expect(read.kind).toBe('single');
    expect(read.promptHtml).toBe('What does <em>max</em> pooling keep?');
    expect(read.answers).toEqual([
      {
        html: 'the mean',
        text: 'the mean',
        isRight: false,
        replyHtml: '<p>That is <strong>average</strong> pooling.</p>',
      },
      { html: 'the <code>max</code>', text: 'the max', isRight: true, replyHtml: null },
    ]);
  });

  test('reads the same with empty lines between its items', () => {
    const loose = choices.flatMap((line) => (line.startsWith('- [x]') ? ['', line] : [line])).join('\n');
    expect(readOne(loose).answers.map(({ text, isRight }) => [text, isRight])).toEqual([
      ['the mean', false],
      ['the max', true],
    ]);
  });

  test('with several right answers, or where it is said, is a multiple choice', () => {
    expect(readOne('Which?\n\n- [x] a\n- [x] b\n- [ ] c').kind).toBe('multiple');
    expect(readOne('Which?\n\n- [x] a\n- [ ] c', ' data-kind="multiple"').kind).toBe('multiple');
  });

  test('of numbers may be a question for a number', () => {
    const read = readOne(
      'How many?\n\n- [x] 1,216\n- [ ] 1,200',
      ' data-kind="number" data-tolerance="0.5" data-unit="parameters"',
    );
    expect(read).toMatchObject({ kind: 'number', tolerance: 0.5, unit: 'parameters' });
  });
});

test('a numbered list is put in order', () => {
  const read = readOne('In which order?\n\n1. forward\n   > First.\n2. backward');
  expect(read.kind).toBe('order');
  expect(read.answers.map(({ text, isRight }) => [text, isRight])).toEqual([
    ['forward', true],
    ['backward', true],
  ]);
  expect(read.answers[0]?.replyHtml).toBe('<p>First.</p>');
});

test('the text of an answer is what a reader sees of it', () => {
  const card = '<span id="c" popover>A block of numbers.</span><script type="module">run()</script>';
  const read = readOne(`Which?\n\n- [x] a <duet-term><a href="#t">tensor</a>${card}</duet-term> of \`int64\`\n- [ ] b`);
  expect(read.answers[0]?.text).toBe('a tensor of int64');
  expect(read.answers[0]?.html).toContain(card.replace(' popover', ' popover=""'));
});

test('a numbered list above a task list belongs to the question', () => {
  const read = readOne('Which is wrong?\n\n1. one\n2. two\n\nChoose:\n\n- [x] the first\n- [ ] the second');
  expect(read.kind).toBe('single');
  expect(read.bodyHtml).toContain('<ol>');
  expect(read.bodyHtml).toContain('Choose:');
});

test('hints and solution are taken out of the question', () => {
  const marked = [
    ...choices,
    '',
    '<quiz-hint>Look at the **name**.</quiz-hint>',
    '',
    '<quiz-solution>',
    '',
    'The largest.',
    '',
    '</quiz-solution>',
  ];
  const read = readOne(marked.join('\n'));
  expect(read.hintsHtml).toHaveLength(1);
  expect(read.hintsHtml[0]).toContain('Look at the');
  expect(read.solutionHtml).toContain('<p>The largest.</p>');
  expect(read.bodyHtml).toBe('');
});

test('a script that Astro puts beside a component is no content', () => {
  expect(readQuiz(`<script type="module" src="x.js"></script>${question('A?\n\n- [x] a\n- [ ] b')}`, 'p')).toHaveLength(
    1,
  );
});

describe('what cannot be answered ends the build, with place, fact and fix:', () => {
  test.each([
    ['no right answer', 'A?\n\n- [ ] a\n- [ ] b', '', 'no answer is right. Mark the right one'],
    ['a single choice', 'A?\n\n- [x] a', '', 'it has a single item. Add a second choice'],
    ['an order of one step', 'A?\n\n1. a', '', 'it has a single item. An order needs two steps'],
    ['equal answers', 'A?\n\n- [x] a\n- [ ] a', '', '“a” is there twice.'],
    ['equal steps', 'A?\n\n1. a\n2. a', '', '“a” is there twice.'],
    ['no list', 'A?', '', 'there is nothing to answer with.'],
    ['no question', '- [x] a\n- [ ] b', '', 'it does not begin with a sentence.'],
    ['a word for a number', 'A?\n\n- [x] many', ' data-kind="number"', '“many” is not a number.'],
    [
      'an order of numbers',
      'A?\n\n1. 5\n2. 6',
      ' data-kind="number"',
      'it is of kind "number" and has a numbered list.',
    ],
    ['a tolerance for a choice', 'A?\n\n- [x] a\n- [ ] b', ' data-tolerance="1"', 'its tolerance is 1.'],
    ['a negative tolerance', 'A?\n\n- [x] 1', ' data-kind="number" data-tolerance="-1"', 'its tolerance is -1.'],
    ['an item without brackets', 'A?\n\n- [x] a\n- b', '', 'the item “b” is not one line'],
    ['a list inside of an item', 'A?\n\n- [x] a\n  - deeper\n- [ ] b', '', 'the item “a” is not one line'],
    [
      'a hint inside of an item',
      'A?\n\n- [x] a\n- [ ] b\n  > No.\n\n  <quiz-hint>x</quiz-hint>',
      '',
      'the item “b” is not one line',
    ],
    [
      'two solutions',
      'A?\n\n- [x] a\n- [ ] b\n\n<quiz-solution>x</quiz-solution>\n\n<quiz-solution>y</quiz-solution>',
      '',
      'it has two solutions.',
    ],
  ])('%s', (_, markdown, attributes, message) => {
    const html = question('Fine?\n\n- [x] a\n- [ ] b') + question(markdown, attributes);
    expect(() => readQuiz(html, 'a.mdx, quiz "q"')).toThrow(`a.mdx, quiz "q", question 2: ${message}`);
  });

  test('no question at all', () => {
    expect(() => readQuiz('', 'a.mdx, quiz "q"')).toThrow('a.mdx, quiz "q": there is no question.');
  });

  test('text beside the questions', () => {
    expect(() => readQuiz('<p>Hello</p>', 'a.mdx, quiz "q"')).toThrow('“Hello” stands outside of a question.');
  });
});
