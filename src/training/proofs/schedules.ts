import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Learning rates by step. */
export const schedules: ProofPrograms = {
  torchProgram(print) {
    const optimizer = new torch.optim.SGD([torch.zeros(1).requiresGrad_()], { lr: 1, momentum: 0.9 });
    const scheduler = new torch.optim.lrScheduler.OneCycleLR(optimizer, 0.001, { totalSteps: 100 });
    const rates = [...scheduler.getLastLr()];
    for (let step = 1; step < 100; step++) {
      optimizer.step();
      scheduler.step();
      rates.push(...scheduler.getLastLr());
    }
    print(rates[0] ?? null, rates[29] ?? null, rates[99] ?? null);
    return [optimizer];
  },

  kerasProgram(print) {
    const schedule = new keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.5);
    print(schedule.call(0), schedule.call(100));
    return [];
  },
};
