import * as keras from '../keras/index.ts';
import { interruptSignal } from './interrupt-signal.ts';

/** Ends `fit`, `evaluate` and `predict` at the next batch where the reader stops the program: no Python runs between them. */
export class Interruption extends keras.callbacks.Callback {
  override onTrainBatchBegin(): void {
    interruptSignal.check();
  }

  override onTestBatchBegin(): void {
    interruptSignal.check();
  }

  override onPredictBatchBegin(): void {
    interruptSignal.check();
  }
}
