import type { StarlightExpressiveCodeOptions } from '@astrojs/starlight/expressive-code';
import { codeThemes } from './code-themes.ts';

/** How listings look, in the site's own colours and fonts. */
export function codeFrames(): StarlightExpressiveCodeOptions {
  return {
    defaultProps: { overridesByLang: { 'bash,console,sh': { frame: 'none' } } },
    themes: codeThemes(),
    minSyntaxHighlightingColorContrast: 4.5,
    styleOverrides: {
      borderColor: 'var(--duet-line)',
      borderRadius: 'var(--duet-radius)',
      codeFontFamily: 'var(--duet-font-code)',
      codeFontSize: '0.9375rem',
      codeLineHeight: '1.6',
      codePaddingBlock: '1rem',
      codePaddingInline: '1.25rem',
      uiFontFamily: 'var(--duet-font-text)',
      uiFontSize: '0.875rem',
      focusBorder: 'var(--duet-accent)',
      textMarkers: {
        markBackground: 'color-mix(in srgb, var(--duet-accent) 8%, transparent)',
        markBorderColor: 'var(--duet-accent)',
        lineMarkerLabelColor: 'var(--duet-surface)',
        // Its digit would touch the code.
        lineMarkerLabelPaddingInline: '0.1rem',
      },
      frames: {
        frameBoxShadowCssValue: 'none',
        editorTabBarBackground: 'var(--duet-code-paper)',
        editorTabBarBorderColor: 'var(--duet-line)',
        editorTabBarBorderBottomColor: 'var(--duet-line)',
        editorActiveTabBackground: 'var(--duet-code-paper)',
        editorActiveTabForeground: 'var(--duet-ink-soft)',
        editorActiveTabBorderColor: 'transparent',
        editorActiveTabIndicatorTopColor: 'transparent',
        editorActiveTabIndicatorBottomColor: 'transparent',
        inlineButtonForeground: 'var(--duet-ink)',
        tooltipSuccessBackground: 'var(--duet-good)',
        tooltipSuccessForeground: 'var(--duet-surface)',
      },
    },
  };
}
