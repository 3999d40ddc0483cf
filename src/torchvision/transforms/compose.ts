/** A step from an image to another. Python calls it as a function; here that is `forward`. */
export interface Transform<Input = never, Output = unknown> {
  forward(input: Input): Output;
  toString(): string;
}

/**
 * Transforms one after the other, as torchvision.transforms.Compose.
 *
 * Call: `new Compose<ImageBytes, Tensor>([new ToTensor(), new Normalize([0.5], [0.5])])`. What comes in and what goes out
 * is for the caller to say; a step may be a function, too.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Compose.html
 */
export class Compose<Input, Output> implements Transform<Input, Output> {
  readonly transforms: readonly (Transform | ((input: never) => unknown))[];

  constructor(transforms: readonly (Transform | ((input: never) => unknown))[]) {
    this.transforms = transforms;
  }

  forward(input: Input): Output {
    return this.transforms.reduce<unknown>(
      (image, step) => (typeof step === 'function' ? step(image as never) : step.forward(image as never)),
      input,
    ) as Output;
  }

  toString(): string {
    const lines = this.transforms.map((step) => `\n    ${typeof step === 'function' ? 'Lambda()' : step.toString()}`);
    return `Compose(${lines.join('')}\n)`;
  }
}

/**
 * A function as a transform, as torchvision.transforms.Lambda.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Lambda.html
 */
export class Lambda<Input, Output> implements Transform<Input, Output> {
  readonly #compute: (input: Input) => Output;

  /** @throws {TypeError} when it is no function. */
  constructor(compute: (input: Input) => Output) {
    if (typeof compute !== 'function') {
      throw new TypeError(`Argument lambd should be callable, got ${typeof compute}.`);
    }
    this.#compute = compute;
  }

  forward(input: Input): Output {
    return this.#compute(input);
  }

  toString(): string {
    return 'Lambda()';
  }
}
