/** Thrown through a run that the reader stopped. Not an error: the run answers it with `stopped`. */
export class StopSignal extends Error {
  constructor() {
    super('The run was stopped.');
    this.name = 'StopSignal';
  }
}
