import { defineLazyElement } from '../experiment/lazy-element.ts';

defineLazyElement('duet-exercise', async () => (await import('./exercise-session.ts')).startExercise);
