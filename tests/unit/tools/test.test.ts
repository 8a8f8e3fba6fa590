import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesNamedBy } from '../../../tools/budgets';
import { findChromium } from '../../../tools/chromium';
import { readPlaywright, readVitest, tallyOf } from '../../../tools/test';

describe('the last line of the tests', () => {
  it('counts tests of Vitest, and a file that could not be run as one failure', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(readVitest(JSON.stringify(report))).toEqual({ passed: 5, failed: 2 });
  });

  it('counts tests of Playwright; one that passed at the second try has failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{}] };
    expect(readPlaywright(JSON.stringify(report))).toEqual({ passed: 4, failed: 3 });
  });

  it('never loses the failure of a step', () => {
    expect(tallyOf(true, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 1 });
    expect(tallyOf(true, undefined)).toEqual({ passed: 0, failed: 1 });
    expect(tallyOf(false, undefined)).toEqual({ passed: 0, failed: 0 });
  });
});

describe('files of the first load', () => {
  it('are the scripts and style sheets that the page names, whatever the base', () => {
    const html = `<link rel="icon" href="/sub/favicon.svg"><script type="module" crossorigin src="/sub/assets/a.js"></script>
      <link rel="modulepreload" crossorigin href="/sub/assets/b.js"><link rel="stylesheet" crossorigin href="/sub/assets/c.css">`;
    expect(filesNamedBy(html, '/sub/')).toEqual(['assets/a.js', 'assets/b.js', 'assets/c.css']);
  });
});

describe('Chromium', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mawdi-path-'));
  const program = join(dir, 'chromium-browser');
  writeFileSync(program, '');
  chmodSync(program, 0o755);

  it('is $CHROMIUM before anything on PATH, and nothing else when that is wrong', () => {
    expect(findChromium({ CHROMIUM: program, PATH: '' })).toBe(program);
    expect(findChromium({ CHROMIUM: '/absent', PATH: dir })).toBeUndefined();
  });

  it('is found on PATH by its usual names', () => {
    expect(findChromium({ PATH: `/absent:${dir}` })).toBe(program);
    expect(findChromium({ PATH: '/absent' })).toBeUndefined();
  });
});
