import type { LabSettings } from '../callback-lab-protocol.ts';
import { trainWithKeras } from '../keras-trainer.ts';
import type { DialectName, TrainingReport } from '../protocol.ts';
import type { Trainer } from '../trainer.ts';
import { trainWithTorch } from '../torch-trainer.ts';
import { kerasAdditions } from './keras-additions.ts';
import { LabJournal } from './lab-journal.ts';
import { torchAdditions } from './torch-additions.ts';

interface LabRun {
  readonly runId: number;
  readonly report: (report: TrainingReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** The trainers there are, each with the schedulers and callbacks of the lab, which tell what they do. */
export function labTrainers(lab: LabSettings, run: LabRun): Readonly<Record<DialectName, Trainer>> {
  return {
    keras: async (context) => {
      const additions = kerasAdditions(lab, new LabJournal({ ...run, dialect: 'keras' }));
      return await thenFree(trainWithKeras(context, additions), additions);
    },
    torch: async (context) => {
      const additions = torchAdditions(lab, new LabJournal({ ...run, dialect: 'torch' }));
      return await thenFree(trainWithTorch(context, additions), additions);
    },
  };
}

async function thenFree<Result>(training: Promise<Result>, additions: { free(): void }): Promise<Result> {
  try {
    return await training;
  } finally {
    additions.free();
  }
}
