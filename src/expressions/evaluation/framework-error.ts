/** An error as the framework raises it, by its class and in its words. */
export class FrameworkError extends Error {
  constructor(errorClass: string, message: string) {
    super(message);
    this.name = errorClass;
  }
}
