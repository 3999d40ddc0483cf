import { defineLazyElement } from '../experiment/lazy-element.ts';

defineLazyElement('duet-quiz', async () => (await import('./quiz-session.ts')).startQuiz);
