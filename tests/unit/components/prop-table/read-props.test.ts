import { expect, test } from 'vitest';
import { readProps } from '../../../../components/prop-table/read-props.ts';

test('reads what a component takes from its types and comments', () => {
  expect(readProps('quiz/Question')).toEqual([
    {
      name: 'kind',
      isRequired: false,
      takes: '`number`, `multiple`',
      meaning: expect.stringContaining('the answer is typed') as string,
      withoutIt: expect.stringContaining('a list with one right answer') as string,
    },
    { name: 'tolerance', isRequired: false, takes: 'a number', meaning: expect.any(String) as string, withoutIt: '0' },
    { name: 'unit', isRequired: false, takes: 'text', meaning: expect.any(String) as string, withoutIt: 'nothing' },
  ]);
});

test('follows types into other files', () => {
  const props = new Map(readProps('callback-lab/CallbackLab').map((prop) => [prop.name, prop]));
  expect(props.get('id')).toMatchObject({ isRequired: true, takes: 'text' });
  expect(props.get('dialects')).toMatchObject({ isRequired: false, takes: '`keras`, `torch`, `both`' });
  expect(props.get('schedulerFirst')?.takes).toBe('the name alone');
  expect(props.get('callbacks')?.takes).toBe('an object');
});

test('names a component that there is not, and a property that nobody describes', () => {
  expect(() => readProps('quiz/Quizz')).toThrow('PropTable: there is no component "quiz/Quizz".');
  expect(() => readProps('cnn-trainer/Field')).toThrow('PropTable: cnn-trainer/Field does not say what');
});
