import { part } from '../experiment/parts.ts';
import { defineProgressElement, pageProgress } from './page-progress.ts';
import { stateOf } from './progress.ts';

const words = { new: '', begun: 'begun', done: 'done' };

defineProgressElement('duet-lesson-sign', (element) => {
  const state = stateOf(pageProgress.read(), element.dataset.lesson ?? '');
  element.dataset.state = state;
  part(element, 'word', HTMLElement).textContent = words[state];
});
