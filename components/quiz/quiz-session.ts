import { pageWord } from '../../src/languages/page-words.ts';
import { part } from '../experiment/parts.ts';
import { Attempts, type AnswerWords } from './attempts.ts';
import { pagePath } from './page-path.ts';
import { QuestionForm } from './question-form.ts';

/** Makes the HTML of Quiz.astro answer, and shows what was answered on an earlier visit. */
export function startQuiz(root: HTMLElement, signal: AbortSignal): void {
  const attempts = new Attempts(`${pagePath()}#${root.id}`, root.dataset.content ?? '');
  const spoken = part(root, 'spoken', HTMLElement);
  const say = (text: string) => {
    spoken.textContent = text;
  };
  const forms = [...root.querySelectorAll('form')];
  const showScore = () => {
    part(root, 'score', HTMLElement).textContent = pageWord('duet.quiz.score', {
      solved: attempts.solvedCount,
      all: forms.length,
    });
  };
  const questions = forms.map((form, place) => {
    const keep = (answer: readonly string[], isRight: boolean, words: AnswerWords) => {
      const attempt = attempts.add(place, answer, isRight, words);
      showScore();
      return attempt;
    };
    const question = new QuestionForm(form, { say, keep }, signal);
    const earlier = attempts.get(place);
    if (earlier) question.restore(earlier);
    return question;
  });
  const reset = () => {
    attempts.clear();
    for (const question of questions) question.clear();
    showScore();
    say(pageWord('duet.quiz.cleared'));
  };
  const button = part(root, 'reset', HTMLButtonElement);
  button.addEventListener('click', reset, { signal });
  button.disabled = false;
  showScore();
}
