import { describeRule } from './describe-rule.js';

const firstStart = '2026-11-24T19:00';

describe('describeRule', () => {
  it.each([
    ['FREQ=WEEKLY', 'every Tuesday', 'todos los martes'],
    ['FREQ=WEEKLY;BYDAY=TH,TU', 'every Tuesday and Thursday', 'todos los martes y jueves'],
    ['FREQ=WEEKLY;BYDAY=SA,SU', 'every Saturday and Sunday', 'todos los sábados y domingos'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Monday to Friday', 'de lunes a viernes'],
    ['FREQ=WEEKLY;INTERVAL=2', 'every other Tuesday', 'cada 2 semanas, los martes'],
    ['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO', 'every 3 weeks on Monday', 'cada 3 semanas, los lunes'],
    ['FREQ=DAILY', 'every day', 'todos los días'],
    ['FREQ=MONTHLY;BYDAY=1SA', 'first Saturday of the month', 'primer sábado del mes'],
    ['FREQ=MONTHLY;BYDAY=1SA,3SA', 'first and third Saturday of the month', 'primer y tercer sábado del mes'],
    ['FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2', 'last Friday of every other month', 'último viernes, cada 2 meses'],
    ['FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1', 'first Saturday of the month', 'primer sábado del mes'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'last weekday of the month', 'último día laborable del mes'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', 'day 15 of the month', 'día 15 del mes'],
    ['FREQ=MONTHLY', 'day 24 of the month', 'día 24 del mes'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'set days of the month', 'días fijados del mes'],
    ['FREQ=YEARLY', 'day 24 of November, every year', 'día 24 de noviembre, cada año'],
    ['FREQ=YEARLY;BYMONTH=1;BYDAY=2MO', 'second Monday of January, every year', 'segundo lunes de enero, cada año'],
    [
      'FREQ=WEEKLY;UNTIL=20270701',
      'every Tuesday, until July 1, 2027',
      'todos los martes, hasta el 1 de julio de 2027',
    ],
    ['FREQ=WEEKLY;COUNT=8', 'every Tuesday, 8 times', 'todos los martes, 8 veces'],
    [
      'FREQ=WEEKLY;BYMONTH=9,10',
      'every Tuesday, only in September and October',
      'todos los martes, solo en septiembre y octubre',
    ],
    [null, 'once, on November 24, 2026', 'una vez, el 24 de noviembre de 2026'],
  ])('%s', (rule, english, spanish) => {
    expect(describeRule({ rule, firstStart }, 'en')).toBe(english);
    expect(describeRule({ rule, firstStart }, 'es')).toBe(spanish);
  });
});
