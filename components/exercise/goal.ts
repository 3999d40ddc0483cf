import { defineLazyElement } from '../experiment/lazy-element.ts';

defineLazyElement('duet-goal', async () => (await import('./watch-goal.ts')).watchGoal);
