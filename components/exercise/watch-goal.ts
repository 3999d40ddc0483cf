import { pageWord } from '../../src/languages/page-words.ts';
import { judgeExpectations, type ExpectedFigures, type Metrics } from '../experiment/expectation.ts';
import { part } from '../experiment/parts.ts';
import { keptKinds } from '../quiz/kept-kinds.ts';
import { KeptText } from '../quiz/kept-text.ts';
import { pagePath } from '../quiz/page-path.ts';
import { showFindings } from './findings.ts';

/**
 * Holds each finished run of an experiment against a goal, by the attributes of the experiment contract: `data-state` and
 * `data-result`. A run that was finished before counts too, and what was reached once stays reached.
 */
export function watchGoal(root: HTMLElement, signal: AbortSignal): void {
  const { id, dataset } = root;
  const kept = new KeptText(`${keptKinds.goal} ${pagePath()}#${id}`);
  const score = part(root, 'score', HTMLElement);
  const experiment = document.querySelector<HTMLElement>(`[data-experiment="${CSS.escape(dataset.for ?? '')}"]`);
  if (!experiment) {
    score.textContent = `This page has no experiment “${dataset.for ?? ''}”.`;
    return;
  }
  const reached = () => {
    root.dataset.state = 'right';
    score.textContent = pageWord('duet.goal.reached');
  };
  if (kept.read() === 'reached') reached();
  const judge = (isNews: boolean) => {
    if (experiment.dataset.state !== 'done') return;
    const judgements = judgeExpectations(readExpectations(dataset.expect), readResult(experiment.dataset.result));
    const findings = judgements.map(({ text, met }) => ({ isRight: met === true, text }));
    showFindings(part(root, 'findings', HTMLElement), findings);
    const isReached = findings.every(({ isRight }) => isRight);
    if (isReached) {
      kept.write('reached');
      reached();
    }
    if (isNews)
      part(root, 'spoken', HTMLElement).textContent = pageWord(
        isReached ? 'duet.goal.saysReached' : 'duet.goal.saysUnreached',
      );
  };
  judge(false);
  const observer = new MutationObserver(() => judge(true));
  observer.observe(experiment, { attributes: true, attributeFilter: ['data-state'] });
  signal.addEventListener('abort', () => observer.disconnect());
}

function readExpectations(text = '{}'): ExpectedFigures {
  // Written by our own server from checked properties.
  return JSON.parse(text) as ExpectedFigures;
}

function readResult(text = '{}'): Metrics {
  // Written by the experiment's own element.
  return JSON.parse(text) as Metrics;
}
