/** `npm test` (all) and `npm run check`: every step in turn, and one last line that sums them up. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium } from './chromium';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, 'reports');

/** Passed and failed tests, or steps where a step has no tests. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  /** A program of `node_modules/.bin` and its arguments. */
  readonly call: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Reads the step's JSON report; a step without one counts only when it fails. */
  readonly report?: { readonly file: string; readonly read: (text: string) => Tally };
  readonly needsBrowser?: boolean;
}

function vitest(project: string): Step {
  const file = `${project}.json`;
  return {
    name: project,
    call: [
      'vitest',
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=reports/${file}`,
    ],
    report: { file, read: readVitest },
  };
}

const CHECK: readonly Step[] = [
  { name: 'types', call: ['svelte-check', '--fail-on-warnings', '--tsconfig', './tsconfig.json'] },
  { name: 'lint', call: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'format', call: ['prettier', '--check', '.', '--log-level', 'warn'] },
  { name: 'unused', call: ['knip'] },
  vitest('unit'),
];

const ALL: readonly Step[] = [
  ...CHECK,
  vitest('component'),
  vitest('golden'),
  {
    name: 'recipe',
    call: ['tsx', 'tools/recipe-tests.ts'],
    report: { file: 'recipe.json', read: (text) => JSON.parse(text) as Tally },
  },
  { name: 'build', call: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'budgets', call: ['tsx', 'tools/budgets.ts'] },
  {
    name: 'build for a sub-path',
    call: ['vite', 'build', '--outDir', 'dist-sub', '--logLevel', 'warn'],
    env: { MAWDI_BASE: '/sub/' },
  },
  {
    name: 'e2e',
    call: ['playwright', 'test'],
    report: { file: 'e2e.json', read: readPlaywright },
    needsBrowser: true,
  },
];

/** Counts of a Vitest JSON report. A file that could not be run has no tests, but a failed suite. */
export function readVitest(text: string): Tally {
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: readonly { status: string; assertionResults: readonly unknown[] }[];
  };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Counts of a Playwright JSON report; errors outside any test count as failures. */
export function readPlaywright(text: string): Tally {
  const { stats, errors } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: readonly unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** A step's tally: what its report says, but never less than one failure when the step itself failed. */
export function tallyOf(hasFailed: boolean, reported: Tally | undefined): Tally {
  const { passed, failed } = reported ?? { passed: 0, failed: 0 };
  return { passed, failed: hasFailed ? Math.max(1, failed) : failed };
}

function run(step: Step): Tally {
  console.log(`\n== ${step.name}`);
  const { report } = step;
  const reportPath = report && join(REPORTS, report.file);
  if (reportPath) rmSync(reportPath, { force: true });
  const [program, ...args] = step.call;
  const env = {
    ...process.env,
    ...step.env,
    // Vite announces a future way of reading its configuration at every start.
    VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
    ...(step.needsBrowser ? { CHROMIUM: ensureChromium() } : {}),
  };
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin', program), args, {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  });
  const reported =
    reportPath && existsSync(reportPath) ? report.read(readFileSync(reportPath, 'utf8')) : undefined;
  return tallyOf(status !== 0, reported);
}

function main(): void {
  const kind = process.argv[2] ?? 'all';
  if (kind !== 'check' && kind !== 'all') throw new Error('Usage: tsx tools/test.ts check|all');
  mkdirSync(REPORTS, { recursive: true });
  const failures: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const step of kind === 'all' ? ALL : CHECK) {
    let tally: Tally;
    try {
      tally = run(step);
    } catch (thrown) {
      console.error(thrown instanceof Error ? thrown.message : thrown);
      tally = { passed: 0, failed: 1 };
    }
    passed += tally.passed;
    failed += tally.failed;
    if (tally.failed > 0) failures.push(step.name);
  }
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
