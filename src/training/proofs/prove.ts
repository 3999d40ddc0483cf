import type { Gate } from '../gate.ts';
import type { ProofReport, ProofRequest } from '../proof-protocol.ts';
import { proofs } from './proofs.ts';
import { runProof } from './run-proof.ts';

/**
 * Runs the programs of the proofs and reports what each printed. Waits at the gate between two proofs.
 *
 * @throws {StopSignal} when the run was stopped.
 */
export async function prove(
  { runId, proofs: names }: ProofRequest,
  gate: Gate,
  report: (report: ProofReport) => void,
): Promise<void> {
  for (const [index, proof] of names.entries()) {
    if (index > 0) await gate.pass();
    const { torchProgram, kerasProgram } = proofs[proof];
    for (const [dialect, program] of [
      ['torch', torchProgram],
      ['keras', kerasProgram],
    ] as const) {
      if (program) report({ type: 'proof', runId, proof, dialect, printed: await runProof(program, dialect) });
    }
  }
}
