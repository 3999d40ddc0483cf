import { trainingClient } from '../../src/training/client.ts';
import type { ProofName, TrainingReport } from '../../src/training/protocol.ts';
import { isBackendChoice } from '../experiment/backends.ts';

/** Runs the programs of one proof and shows what they print beside what the table claims. */
export async function runProofPanel(panel: HTMLElement, button: HTMLButtonElement, backend: string): Promise<void> {
  const say = (text: string, agrees: boolean | null) => {
    const result = panel.querySelector<HTMLElement>('[data-proof-result]');
    if (!result) return;
    result.textContent = text;
    if (agrees === null) delete result.dataset.agrees;
    else result.dataset.agrees = String(agrees);
  };
  if (trainingClient.activeRun) {
    say('Something else runs on this page: wait for its end, or stop it, and try again.', null);
    return;
  }
  const outputs = [...panel.querySelectorAll<HTMLElement>('[data-printed]')];
  for (const output of outputs) output.textContent = '…';
  say('Loading the training code', null);
  button.setAttribute('aria-disabled', 'true');
  let failure = '';
  const onReport = (report: TrainingReport) => {
    if (report.type === 'backend') say(`Running on ${report.backend}`, null);
    if (report.type === 'failed') failure = `${report.error.message} ${report.error.fix}`;
    if (report.type !== 'proof') return;
    const output = outputs.find(({ dataset }) => dataset.printed === report.dialect);
    if (output) output.textContent = report.printed.join('\n');
  };
  const proof = panel.dataset.proof as ProofName;
  const asked = isBackendChoice(backend) ? backend : 'auto';
  const run = trainingClient.start({ type: 'prove', backend: asked, proofs: [proof] }, onReport);
  const ending = await run.ended;
  button.removeAttribute('aria-disabled');
  if (ending !== 'finished') {
    say(ending === 'failed' ? failure : 'Stopped.', ending === 'failed' ? false : null);
    return;
  }
  const agrees = outputs.every(({ dataset, textContent }) => {
    const claimed = JSON.parse(dataset.claimed ?? '[]') as readonly string[];
    return textContent === claimed.join('\n');
  });
  say(agrees ? 'Printed here what the table claims.' : 'Printed here something else than the table claims.', agrees);
}
