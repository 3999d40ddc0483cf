import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { withPolicy } from '../../../src/site/content-security-policy.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('a page’s own scripts are named by their hashes, after the charset; data and files are not', () => {
  const html =
    '<head><script>let a = 1;</script><meta charset="utf-8"/><script type="module">b()</script>' +
    '<script type="application/json">{"c": 1}</script><script type="module" src="/d.js"></script></head>';
  const page = withPolicy(html);
  const policy = /<meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(
    page,
  )?.[1];
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hashOf('let a = 1;')} ${hashOf('b()')}`);
  expect(policy?.match(/sha256-/g)).toHaveLength(2);
  expect(policy).not.toContain("'unsafe-eval'");
});
