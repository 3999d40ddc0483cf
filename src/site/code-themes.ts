import { readFileSync } from 'node:fs';
import type { StarlightExpressiveCodeOptions } from '@astrojs/starlight/expressive-code';

const tokensFile = new URL('./styles/tokens.css', import.meta.url);

/**
 * The colours of listings, for light and dark.
 *
 * Read from tokens.css, because the highlighter needs plain hex values while widgets need the same colours as variables.
 *
 * @throws {Error} when tokens.css lacks a `--duet-code-` colour in either theme.
 */
export function codeThemes(): NonNullable<StarlightExpressiveCodeOptions['themes']> {
  const tokens = readFileSync(tokensFile, 'utf8');
  const [light = '', dark = ''] = tokens.split(":root[data-theme='dark']");
  return [codeTheme('dark', dark), codeTheme('light', light)];
}

function codeTheme(type: 'dark' | 'light', css: string) {
  const colour = (name: string): string => {
    const value = new RegExp(`--duet-code-${name}: (#[0-9a-f]{6})`).exec(css)?.[1];
    if (!value) throw new Error(`tokens.css: no --duet-code-${name} for the ${type} theme. Add it as #rrggbb.`);
    return value;
  };
  return {
    name: `duet-${type}`,
    type,
    colors: { 'editor.background': colour('paper'), 'editor.foreground': colour('ink') },
    settings: [
      {
        scope: ['keyword', 'storage', 'constant.language', 'variable.language', 'support.type', 'entity.name.tag'],
        settings: { foreground: colour('keyword') },
      },
      { scope: ['keyword.operator'], settings: { foreground: colour('ink') } },
      { scope: ['keyword.operator.logical.python'], settings: { foreground: colour('keyword') } },
      { scope: ['string', 'storage.type.string'], settings: { foreground: colour('string') } },
      { scope: ['constant.numeric'], settings: { foreground: colour('number') } },
      {
        scope: ['comment', 'punctuation.definition.comment'],
        settings: { foreground: colour('comment') },
      },
      {
        scope: ['entity.name.function', 'entity.name.class', 'entity.name.type'],
        settings: { foreground: colour('function'), fontStyle: 'bold' },
      },
      // Calls are everywhere in Python: only definitions are bold.
      { scope: ['meta.function-call.generic', 'support.function'], settings: { foreground: colour('ink') } },
    ],
  };
}
