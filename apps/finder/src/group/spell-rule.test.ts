import { spellRule } from './spell-rule.js';

it.each([
  ['FREQ=WEEKLY;BYDAY=TU', 'Every Tuesday', 'Cada martes'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', 'Every second Sunday', 'Cada dos semanas, el domingo'],
  ['FREQ=MONTHLY;BYDAY=1SA', 'First Saturday of the month', 'Primer sábado del mes'],
  ['FREQ=MONTHLY;BYDAY=-1MO', 'Last Monday of the month', 'Último lunes del mes'],
  ['FREQ=WEEKLY;BYDAY=MO,WE', undefined, undefined],
  ['FREQ=WEEKLY;BYDAY=MO;COUNT=3', undefined, undefined],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1SA', undefined, undefined],
  ['nonsense', undefined, undefined],
  [null, undefined, undefined],
])('says %s as %s', (rule, english, spanish) => {
  expect(spellRule(rule, 'en')).toBe(english);
  expect(spellRule(rule, 'es')).toBe(spanish);
});
