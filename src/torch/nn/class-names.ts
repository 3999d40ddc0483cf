/**
 * Gives each class the name under which it is exported. Modules are printed by the names of their classes, and a site's
 * build shortens those.
 */
export function nameClasses(exported: Readonly<Record<string, object>>): void {
  for (const [name, value] of Object.entries(exported)) Object.defineProperty(value, 'name', { value: name });
}
