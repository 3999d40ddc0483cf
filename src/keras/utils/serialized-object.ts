/** An object by its class and the arguments that build it again. */
export interface SerializedObject {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Whether a value has the form that `serialize` gives. */
export function isSerializedObject(value: unknown): value is SerializedObject {
  return typeof value === 'object' && value !== null && 'className' in value && 'config' in value;
}
