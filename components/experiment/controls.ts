import type { BackendChoice } from './backends.ts';
import { isBackendChoice } from './backends.ts';
import { part } from './parts.ts';
import { defaultPreset, isPresetName, type PresetName } from './presets.ts';
import { isActive, stateLabels, type ExperimentState } from './state-machine.ts';

export interface ControlHandlers {
  readonly run: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly reset: () => void;
  readonly share: () => void;
  readonly choosePreset: (preset: PresetName) => void;
}

/**
 * The buttons, presets and backend choice of the frame. Buttons that mean nothing in a state are `aria-disabled` and
 * not `disabled`, so that the keyboard's focus stays where it is when Run is pressed.
 */
export class Controls {
  readonly #root: HTMLElement;
  readonly #backend: HTMLSelectElement | null;

  constructor(root: HTMLElement, handlers: ControlHandlers, signal: AbortSignal) {
    this.#root = root;
    this.#backend = root.querySelector<HTMLSelectElement>('select[data-part="backend"]');
    for (const name of ['run', 'pause', 'step', 'reset', 'share'] as const) {
      const button = this.#button(name);
      const press = () => {
        if (button.getAttribute('aria-disabled') !== 'true') handlers[name]();
      };
      button.addEventListener('click', press, { signal });
    }
    const presets = part(root, 'presets', HTMLFieldSetElement);
    presets.addEventListener('change', () => handlers.choosePreset(this.preset), { signal });
  }

  get preset(): PresetName {
    const checked = this.#presetInputs().find((input) => input.checked)?.value ?? '';
    return isPresetName(checked) ? checked : defaultPreset;
  }

  set preset(preset: PresetName) {
    for (const input of this.#presetInputs()) input.checked = input.value === preset;
  }

  get backend(): BackendChoice {
    const value = this.#backend?.value ?? 'auto';
    return isBackendChoice(value) ? value : 'auto';
  }

  set backend(backend: BackendChoice) {
    if (this.#backend) this.#backend.value = backend;
  }

  focusRun(): void {
    this.#button('run').focus();
  }

  show(state: ExperimentState): void {
    const active = isActive(state);
    const enabled = {
      run: !active,
      pause: state === 'running' || state === 'paused',
      step: !active || state === 'paused',
      reset: state !== 'idle',
      share: true,
    };
    for (const [name, value] of Object.entries(enabled))
      this.#button(name).setAttribute('aria-disabled', String(!value));
    part(this.#root, 'pause-label', HTMLElement).textContent = state === 'paused' ? 'Resume' : 'Pause';
    part(this.#root, 'badge', HTMLElement).textContent = stateLabels[state];
    part(this.#root, 'presets', HTMLFieldSetElement).disabled = active;
    if (this.#backend) this.#backend.disabled = active;
  }

  #button(name: string): HTMLButtonElement {
    return part(this.#root, name, HTMLButtonElement);
  }

  #presetInputs(): HTMLInputElement[] {
    return [...part(this.#root, 'presets', HTMLFieldSetElement).querySelectorAll('input')];
  }
}
