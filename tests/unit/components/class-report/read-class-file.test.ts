import { expect, test } from 'vitest';
import { loadClassFile } from '../../../../components/class-report/load-class-file.ts';
import { readClassFile } from '../../../../components/class-report/read-class-file.ts';
import { course, lesson, question, report } from './support.ts';

const written = (change: object = {}) =>
  JSON.stringify({ format: 'duet-progress', version: 2, report: report(), ...change });

test('reads the report of a file', () => {
  expect(readClassFile(written({ opened: [], summary: ['x'] }), course)).toEqual(report());
});

test.each([
  ['half a file', written().slice(0, 90), 'The file is not JSON, or only a part of it.'],
  ['an empty file', '', 'The file is not JSON, or only a part of it.'],
  ['another program’s file', '{"name":"Ada"}', 'This is not a file of Duet’s progress.'],
  ['an old file', written({ version: 1 }), 'exported by an earlier version of the course'],
  ['a file of a later version', written({ version: 3 }), 'The file is of version 3'],
  ['a file without a report', written({ report: undefined }), 'what it says at report cannot be right'],
  ['another course', written({ report: report({ course: 'Trio' }) }), 'The file is of another course, “Trio”.'],
  [
    'no lesson of ours',
    written({ report: report({ lessons: [lesson({ id: 'a/b' })] }) }),
    'The file is of another course',
  ],
  ['a long name', written({ report: report({ name: 'a'.repeat(81) }) }), 'what it says at report.name'],
  ['a date that is none', written({ report: report({ date: 'yesterday' }) }), 'what it says at report.date'],
  ['a figure that is none', written({ report: report({ lessons: [lesson({ questionCount: -1 })] }) }), 'questionCount'],
  [
    'a long answer',
    written({ report: report({ lessons: [lesson({ questions: [question({ answer: 'a'.repeat(401) })] })] }) }),
    'report.lessons.0.questions.0.answer',
  ],
  [
    'more than a report has',
    written({ report: { ...report(), html: '<b>' } }),
    'what it says at report cannot be right',
  ],
])('refuses %s with a fact and a fix', (_, text, fact) => {
  expect(() => readClassFile(text, course)).toThrow(fact);
  expect(() => readClassFile(text, course)).toThrow(/Choose|Ask|Reload|This page reads/);
});

test('a cut or altered file is read or refused, and never anything else', async () => {
  const text = written();
  for (let index = 0; index < text.length; index += 3) {
    for (const broken of [text.slice(0, index), `${text.slice(0, index)}"${text.slice(index + 1)}`]) {
      const result = await loadClassFile(new File([broken], 'a.json'), course);
      expect('report' in result || result.fact.length > 0).toBe(true);
    }
  }
});

test('refuses a large file unread, and a file that is gone', async () => {
  const large = new File([new Uint8Array(1_000_001)], 'large.json');
  expect(await loadClassFile(large, course)).toMatchObject({
    fileName: 'large.json',
    fact: 'The file has 1.0 MB, and one of progress has at most 1 MB here.',
  });
  const gone = new File([], 'gone.json');
  gone.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  expect(await loadClassFile(gone, course)).toMatchObject({ fact: 'The file could not be read.' });
});
