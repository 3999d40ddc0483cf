import { activationName } from '../activations/get-activation.ts';
import type { SerializedObject } from './serialized-object.ts';

/** The value of an argument as `getConfig` gives it: objects by class and config, functions by name. */
export function serialize(value: unknown): unknown {
  if (typeof value === 'function') return activationName(value as Parameters<typeof activationName>[0]);
  if (Array.isArray(value)) return value.map(serialize);
  return isConfigurable(value) ? serializeObject(value) : value;
}

interface NamedConfigurable {
  readonly className?: string;
  getClassName?(): string;
  getConfig(): object;
}

function isConfigurable(value: unknown): value is NamedConfigurable {
  return typeof value === 'object' && value !== null && 'getConfig' in value;
}

function serializeObject(value: NamedConfigurable): SerializedObject {
  const className = value.className ?? value.getClassName?.() ?? value.constructor.name;
  return { className, config: { ...value.getConfig() } };
}
