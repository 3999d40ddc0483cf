import { fillWords } from '../../src/languages/fill-words.ts';
import { defineProgressElement, pageProgress } from './page-progress.ts';

defineProgressElement('duet-course-sum', (element) => {
  const { lessons: ids = '', text = '' } = element.dataset;
  const lessons = ids.split(' ');
  const { done } = pageProgress.read();
  const doneCount = lessons.filter((lesson) => done.includes(lesson)).length;
  element.textContent = fillWords(text, { done: doneCount, all: lessons.length });
});
