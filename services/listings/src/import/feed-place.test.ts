import { splitAddress } from './feed-address.js';
import type { ImportDefaults } from './import-defaults.js';
import { readPoint, readZone } from './feed-place.js';
import { RowReport } from './row-report.js';

const defaults: ImportDefaults = { focuses: ['stress'], audiences: [], facilitation: 'peer', durationMinutes: 60, language: 'en' }; // prettier-ignore

function told(report: RowReport): string[] {
  return [...report.problems, ...report.notices].map(({ pointer, rule }) => `${pointer} ${rule}`);
}

describe('point', () => {
  test.each([
    [42.5, -71.4],
    ['42.5', ' -71.4 '],
  ])('%j, %j is taken', (latitude, longitude) => {
    expect(readPoint({ latitude, longitude }, new RowReport())).toEqual({ latitude: 42.5, longitude: -71.4 });
  });

  test.each([
    [91, 0, ['/latitude range']],
    [0, '-181', ['/longitude range']],
    ['north', 4, ['/latitude type']],
    [null, 4, ['/latitude required']],
    [4, undefined, ['/longitude required']],
    [0, 0, ['/latitude null-island']],
    ['', '', []],
    [[1], {}, ['/latitude type', '/longitude type']],
  ])('%j, %j is left out', (latitude, longitude, expected) => {
    const report = new RowReport();
    expect(readPoint({ latitude, longitude }, report)).toBeNull();
    expect(told(report)).toEqual(expected);
  });
});

describe('zone', () => {
  const boston = { latitude: 42.36, longitude: -71.06 };

  test.each([
    ['Europe/Madrid', boston, undefined, 'Europe/Madrid', []],
    ['', boston, 'Europe/Paris', 'America/New_York', []],
    ['Mars/Base', boston, undefined, 'America/New_York', ['/timezone unknown-zone']],
    ['+05:00', boston, undefined, 'America/New_York', ['/timezone unknown-zone']],
    [undefined, null, 'Europe/Paris', 'Europe/Paris', ['/timezone default-zone']],
    [undefined, null, undefined, undefined, ['/timezone required']],
  ])('%j, %j, %j', (timezone, point, zone, expected, notes) => {
    const report = new RowReport();
    const given = zone === undefined ? defaults : { ...defaults, zone };
    expect(readZone({ timezone }, point, given, report)).toBe(expected);
    expect(told(report)).toEqual(notes);
  });
});

describe('address', () => {
  test.each([
    ['12 River St, San Jose, CA 95112, USA', '12 River St', 'San Jose', 'CA', '95112', 'US'],
    ['Cuttyhunk Island, Gosnold, MA 02713, USA', 'Cuttyhunk Island', 'Gosnold', 'MA', '02713', 'US'],
    ['Philadelphia, PA, USA', null, 'Philadelphia', 'PA', null, 'US'],
    ['1 King St W, Toronto, ON M5H 1A1, Canada', '1 King St W', 'Toronto', 'ON', 'M5H 1A1', 'CA'],
    ['Hauptstr. 5, 10827 Berlin, Germany', 'Hauptstr. 5', 'Berlin', null, '10827', 'DE'],
    ['Suite 4, 9 High St, Leeds, LS1 4AP, United Kingdom', 'Suite 4, 9 High St', 'Leeds', null, 'LS1 4AP', 'GB'],
    ['USA', null, null, null, null, 'US'],
    ['1 Main St, Leeds, MA', '1 Main St', 'Leeds', 'MA', null, null],
    ['The old mill', null, 'The old mill', null, null, null],
    ['', null, null, null, null, null],
  ])('%s', (line, street, locality, region, postalCode, country) => {
    expect(splitAddress(line)).toEqual({ street, locality, region, postalCode, country });
  });
});
