import type { Metrics } from '../experiment/expectation.ts';
import { part } from '../experiment/parts.ts';
import { defaultPreset, isPresetName } from '../experiment/presets.ts';
import { keptKinds } from '../quiz/kept-kinds.ts';
import { KeptText } from '../quiz/kept-text.ts';
import { pagePath } from '../quiz/page-path.ts';
import { readKeptResult, withRun, type KeptResult } from './kept-result.ts';

/**
 * Keeps the results of a page's experiments in the browser, whichever widgets they are: the experiment contract tells when
 * a run is done and what came out.
 */
export function keepResults(root: ParentNode): void {
  const observer = new MutationObserver((records) => {
    for (const target of new Set(records.map((record) => record.target)))
      if (target instanceof HTMLElement && target.dataset.state === 'done') keepResult(target);
  });
  for (const experiment of root.querySelectorAll('[data-experiment]'))
    observer.observe(experiment, { attributeFilter: ['data-state'] });
}

function keepResult(experiment: HTMLElement): void {
  const { experiment: id = '', result } = experiment.dataset;
  if (result === undefined) return;
  const kept = new KeptText(`${keptKinds.result} ${pagePath()}#${id}`);
  kept.write(JSON.stringify(withRun(readKeptResult(kept.read()), finishedRun(experiment, result))));
}

function finishedRun(experiment: HTMLElement, result: string): Omit<KeptResult, 'runs'> {
  // While an experiment runs its preset cannot be changed.
  const preset = part(experiment, 'presets', HTMLFieldSetElement).querySelector<HTMLInputElement>(':checked')?.value;
  // The frame has judged the run by now; it judges none whose settings are not those of the preset.
  const { met } = part(experiment, 'expectation', HTMLElement).dataset;
  return {
    title: part(experiment, 'title', HTMLElement).textContent.trim(),
    preset: preset !== undefined && isPresetName(preset) ? preset : defaultPreset,
    backend: experiment.dataset.backend ?? '',
    // Written by the experiment's own element.
    metrics: JSON.parse(result) as Metrics,
    isMet: met === undefined ? null : met === 'true',
    date: new Date().toISOString(),
  };
}
