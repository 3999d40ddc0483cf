import { languages, originalText, type TextKey } from './languages.ts';

/** A label of the sidebar, as Starlight's configuration has it. */
export function translatedLabel(key: TextKey): { label: string; translations: Record<string, string> } {
  const translations = Object.entries(languages).map(
    ([tag, { text }]) => [tag, text[key] ?? originalText[key]] as const,
  );
  return { label: originalText[key], translations: Object.fromEntries<string>(translations) };
}
