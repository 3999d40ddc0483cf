import { expect, test } from 'vitest';
import { readKeptProgram, writeKeptProgram } from '../../../../components/exercise/kept-program.ts';

const program = { source: 'a = 1', attempts: 2, isRight: true };

test('is read as it was written', () => {
  expect(readKeptProgram(writeKeptProgram(program, 'a = 1.0'), 'a = 1.0')).toEqual(program);
});

test('of a program for another solution only its text counts', () => {
  const kept = writeKeptProgram(program, 'a = 1.0');
  expect(readKeptProgram(kept, 'a = 2.0')).toEqual({ source: 'a = 1', attempts: 0, isRight: false });
});

test.each(['', 'a = 1', 'null', '7', '{"source":"a = 1"}', '{"source":1,"attempts":0,"isRight":true,"solution":""}'])(
  'what is not ours is nothing: %s',
  (text) => {
    expect(readKeptProgram(text, '')).toBeNull();
  },
);
