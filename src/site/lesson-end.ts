import { part } from '@components/experiment/parts.ts';
import { announceProgress, defineProgressElement, pageProgress } from '@components/progress/page-progress.ts';
import { stateOf } from '@components/progress/progress.ts';
import { keepResults } from '@components/progress/keep-results.ts';

const started = new WeakSet<HTMLElement>();

defineProgressElement('duet-lesson-end', (element) => {
  const lesson = element.dataset.lesson ?? '';
  const button = part(element, 'button', HTMLButtonElement);
  if (!started.has(element)) {
    started.add(element);
    start(lesson, button);
  }
  button.setAttribute('aria-pressed', String(stateOf(pageProgress.read(), lesson) === 'done'));
});

/** A lesson is begun when it is opened. Its button marks it as done, or takes the mark away. */
function start(lesson: string, button: HTMLButtonElement): void {
  pageProgress.open(lesson);
  announceProgress();
  button.addEventListener('click', () => {
    pageProgress.mark(lesson, stateOf(pageProgress.read(), lesson) !== 'done');
    announceProgress();
  });
  // What was solved shows in the scores of quizzes, exercises and goals.
  const observer = new MutationObserver(announceProgress);
  for (const score of document.querySelectorAll('.quiz-score')) observer.observe(score, { childList: true });
  keepResults(document);
}
