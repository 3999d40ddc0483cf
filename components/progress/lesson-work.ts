import { defineProgressElement, isKept, pageProgress } from './page-progress.ts';
import { workText, type WorkWords } from './work-text.ts';

defineProgressElement('duet-lesson-work', (element) => {
  // Without storage only the widgets themselves know what was solved.
  if (!isKept) return;
  const { lesson = '', questions = '0', exercises = '0', words = '{}' } = element.dataset;
  element.textContent = workText(
    // Written by our own server.
    JSON.parse(words) as WorkWords,
    { questions: Number(questions), exercises: Number(exercises) },
    {
      questions: pageProgress.countSolved(lesson, ['quiz']),
      exercises: pageProgress.countSolved(lesson, ['exercise', 'goal']),
    },
  );
});
