import { part } from '../experiment/parts.ts';
import { defineProgressElement, pageProgress } from './page-progress.ts';
import { stateOf } from './progress.ts';

defineProgressElement('duet-lesson-sign', (element) => {
  const state = stateOf(pageProgress.read(), element.dataset.lesson ?? '');
  element.dataset.state = state;
  const { begun = '', done = '' } = element.dataset;
  part(element, 'word', HTMLElement).textContent = { new: '', begun, done }[state];
});
