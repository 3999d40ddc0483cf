import { fillWords } from '../../src/languages/fill-words.ts';
import { part } from '../experiment/parts.ts';
import { defineProgressElement, pageProgress } from './page-progress.ts';
import { lessonToContinue } from './progress.ts';

defineProgressElement('duet-continue', (element) => {
  const link = part(element, 'link', HTMLAnchorElement);
  const options = [...part(element, 'lessons', HTMLDataListElement).options];
  const progress = pageProgress.read();
  const next = lessonToContinue(
    progress,
    options.map(({ dataset }) => dataset.lesson ?? ''),
  );
  const option = options.find(({ dataset }) => dataset.lesson === next) ?? options[0];
  if (!option) return;
  const isFresh = progress.opened.length + progress.done.length === 0;
  link.href = option.value;
  const { again = '', start = '', continue: goOn = '' } = element.dataset;
  link.textContent = fillWords(next === undefined ? again : isFresh ? start : goOn, { lesson: option.label });
});
