export { SordinoErrors } from '../errors.ts';
export { lintRules, type LintCode, type Problem } from './lint.ts';
export { loadRules, loadRulesSync, type LoadRulesOptions } from './load-rules.ts';
export { testRules, type CaseResult, type TestRulesOptions } from './test-rules.ts';
