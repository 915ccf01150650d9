export { describeRule } from './describe-rule.js';
export { RuleProblem } from './rule-problem.js';
export type { DescriptionLanguage } from './rule-words.js';
export { parseRule, type Rule, type RuleDay, type Weekday } from './rule.js';
export { localDateTime, seriesSchema, sessionOverride, type Series } from './series.js';
export { isSession, nextSessions, sessionAt, sessionsBetween, type Moment, type Session } from './sessions.js';
export { instantOf, localOf } from './wall-clock.js';
