import { datasetFileName } from '../datasets/describe.ts';
import type { DialectName, TrainingSettings } from '../training/protocol.ts';
import { kerasProgram } from './keras-program.ts';
import { programFile, type ExportedFile, type ExportFormat } from './program-file.ts';
import { torchProgram } from './torch-program.ts';

const programs = { torch: torchProgram, keras: kerasProgram } as const;

/**
 * The program of these settings in one framework, as a file to save.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function exportedFile(dialect: DialectName, format: ExportFormat, settings: TrainingSettings): ExportedFile {
  return programFile(programs[dialect](settings), `${datasetFileName(settings.dataset)}_${dialect}`, format);
}
