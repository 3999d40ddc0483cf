import { datasetFileName } from '../datasets/describe.ts';
import type { DialectName, LabSettings } from '../training/protocol.ts';
import type { KerasAdditions, TorchAdditions } from './additions.ts';
import { kerasLab } from './keras-lab.ts';
import { kerasProgram } from './keras-program.ts';
import { programFile, type ExportedFile, type ExportFormat } from './program-file.ts';
import { torchLab } from './torch-lab.ts';
import { torchProgram } from './torch-program.ts';

/**
 * The training of a lab with its schedule and callbacks, as a file to save.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function labFile(dialect: DialectName, format: ExportFormat, lab: LabSettings): ExportedFile {
  const { training } = lab;
  const program =
    dialect === 'torch' ? torchProgram(training, torchAdditions(lab)) : kerasProgram(training, kerasAdditions(lab));
  return programFile(program, `${datasetFileName(training.dataset)}_${dialect}`, format);
}

/** One process of several prints and saves. */
const firstProcess = { print: 'say', save: ['if rank == 0:', '    torch.save(model.state_dict(), "best.pt")'] };

function torchAdditions(lab: LabSettings): TorchAdditions {
  const additions = torchLab(lab, firstProcess);
  const progress = lab.callbacks.SimpleProgress ? [...PRINT_PROGRESS.trim().split('\n'), '', ''] : [];
  return { ...additions, definitions: progress };
}

function kerasAdditions(lab: LabSettings): KerasAdditions {
  const additions = kerasLab(lab);
  const progress = lab.callbacks.SimpleProgress ? [...SIMPLE_PROGRESS.trim().split('\n'), '', ''] : [];
  return { ...additions, setUp: [...progress, ...additions.setUp] };
}

/** With the mistakes of the primer that it is from: see src/training/callback-lab/simple-progress.ts. */
const PRINT_PROGRESS = `
def print_progress(epoch, logs):
    """A bar that counts epochs from 0, before losses that are cut to whole numbers."""
    notches = int(epoch / EPOCHS * 36) + 1
    line = f"Epoch {epoch + 1}/{EPOCHS} [{'=' * notches}{'.' * (36 - notches)}]"
    line += f" Training Loss: {int(logs['loss']):,}"
    if logs.get("val_loss"):
        line += f" Valid Loss: {int(logs['val_loss']):,}"
    say(line)
`;

const SIMPLE_PROGRESS = `
class SimpleProgress(keras.callbacks.Callback):
    """A bar that counts epochs from 0, before losses that are cut to whole numbers."""

    def on_epoch_end(self, epoch, logs=None):
        notches = int(epoch / EPOCHS * 36) + 1
        line = f"Epoch {epoch + 1}/{EPOCHS} [{'=' * notches}{'.' * (36 - notches)}]"
        line += f" Training Loss: {int(logs['loss']):,}"
        if logs.get("val_loss"):
            line += f" Valid Loss: {int(logs['val_loss']):,}"
        print(line)
`;
