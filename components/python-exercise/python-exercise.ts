import { defineLazyElement } from '../experiment/lazy-element.ts';

defineLazyElement(
  'duet-python-exercise',
  async () => (await import('./python-exercise-session.ts')).startPythonExercise,
);
