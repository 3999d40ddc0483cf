/** A framework's own name for something, and the page of its documentation that tells of it. */
export interface FrameworkName {
  /** As it is written in Python. */
  readonly name: string;
  readonly href: string;
}

/** One term of the field. */
export interface GlossaryEntry {
  /** The term where its id with spaces for hyphens is not how it is written. */
  readonly term?: string;
  /** One to three sentences. What stands between backticks is code. */
  readonly definition: string;
  /** PyTorch's name, or null where it has none. */
  readonly torch: FrameworkName | null;
  /** The name in Keras or in TensorFlow, or null where they have none. */
  readonly keras: FrameworkName | null;
}

/** A name that has a page of its own in PyTorch's reference; `name` where readers write it otherwise. */
export function torchName(page: string, name = page): FrameworkName {
  return torchPage(`generated/${page}.html`, name);
}

/** @param path below the root of PyTorch's documentation */
export function torchPage(path: string, name: string): FrameworkName {
  return { name, href: `https://docs.pytorch.org/docs/stable/${path}` };
}

/** @param path below the root of Keras's reference */
export function kerasPage(path: string, name: string): FrameworkName {
  return { name, href: `https://keras.io/api/${path}/` };
}

/** A name that has a page of its own in TensorFlow's reference; `name` where readers write it otherwise. */
export function tensorflowName(page: string, name = page): FrameworkName {
  return { name, href: `https://www.tensorflow.org/api_docs/python/${page.replaceAll('.', '/')}` };
}
