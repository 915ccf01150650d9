/**
 * The levels of OWASP ASVS 5.0.0's requirements by section: of `2.2`, '112' says that V2.2.1 and V2.2.2 are of level 1 and
 * V2.2.3 is of level 2. Those of level 3 are not ours.
 */
const levels: Readonly<Record<string, string>> = {
  ...{ '1.1': '22', '1.2': '1111122223', '1.3': '112222222223', '1.4': '222', '1.5': '123' },
  ...{ '2.1': '122', '2.2': '112', '2.3': '12223', '2.4': '23' },
  ...{ '3.1': '3', '3.2': '113', '3.3': '12223', '3.4': '11222233', '3.5': '11122333', '3.6': '3', '3.7': '22333' },
  ...{ '4.1': '12233', '4.2': '23333', '4.3': '22', '4.4': '1222' },
  ...{ '5.1': '2', '5.2': '112333', '5.3': '113', '5.4': '222' },
  ...{ '6.1': '122', '6.2': '111111112222', '6.3': '11223333', '6.4': '112233', '6.5': '22222333', '6.6': '2223' },
  ...{ '6.7': '33', '6.8': '2222' },
  ...{ '7.1': '222', '7.2': '1111', '7.3': '22', '7.4': '11222', '7.5': '223', '7.6': '22' },
  ...{ '8.1': '1233', '8.2': '1123', '8.3': '133', '8.4': '23' },
  ...{ '9.1': '111', '9.2': '1222' },
  ...{ '10.1': '22', '10.2': '223', '10.3': '22223', '10.4': '1111122222233333', '10.5': '22222', '10.6': '22' },
  ...{ '10.7': '222' },
  ...{ '11.1': '2233', '11.2': '22233', '11.3': '11233', '11.4': '1222', '11.5': '23', '11.6': '23', '11.7': '33' },
  ...{ '12.1': '12233', '12.2': '11', '12.3': '22223' },
  ...{ '13.1': '2333', '13.2': '222223', '13.3': '2233', '13.4': '1222233' },
  ...{ '14.1': '22', '14.2': '12223333', '14.3': '122' },
  ...{ '15.1': '12233', '15.2': '12233', '15.3': '1222222', '15.4': '3333' },
  ...{ '16.1': '2', '16.2': '22222', '16.3': '2222', '16.4': '222', '16.5': '2223' },
  ...{ '17.1': '23', '17.2': '22223333', '17.3': '22' },
};

const verdicts = ['pass', 'n/a', 'open'] as const;

type Row = { readonly number: string; readonly level: string; readonly verdict: string; readonly why: string };

/** What a page's table lacks: a requirement, its level, a verdict, the place that shows a pass, a count that is right. */
export function asvsFaults(page: string): string[] {
  const rows = rowsOf(page);
  const wanted = new Map(Object.entries(levels).flatMap(([section, digits]) => numbered(section, digits)));
  const lacking = [...wanted].flatMap(([number, level]) => {
    const found = rows.filter((row) => row.number === number);
    if (found.length !== 1) return [`${number} stands there ${found.length} times`];
    return found[0]?.level === level ? [] : [`${number} is of level ${level}`];
  });
  const odd = rows.flatMap(({ number, verdict, why }) => {
    if (!wanted.has(number)) return [`${number} is no requirement of level 1 or 2`];
    if (!(verdicts as readonly string[]).includes(verdict)) return [`${number}: no verdict ${verdict}`];
    return verdict === 'pass' && !/\]\(|`/.test(why) ? [`${number}: what shows it?`] : [];
  });
  return [...lacking, ...odd, ...miscounted(page, rows)];
}

function numbered(section: string, digits: string): [number: string, level: string][] {
  return [...digits]
    .map((level, at): [string, string] => [`V${section}.${at + 1}`, level])
    .filter(([, level]) => level !== '3');
}

function rowsOf(page: string): Row[] {
  return [...page.matchAll(/^\| (V\d+\.\d+\.\d+) +\| (\d) +\| (\S+) +\| (.*?) *\|$/gm)].map(
    ([, number = '', level = '', verdict = '', why = '']) => ({ number, level, verdict, why }),
  );
}

/** The small table above the chapters: a level, how often each verdict, and all. */
function miscounted(page: string, rows: readonly Row[]): string[] {
  return ['1', '2'].flatMap((level) => {
    const ofLevel = rows.filter((row) => row.level === level);
    const counts = verdicts.map((verdict) => ofLevel.filter((row) => row.verdict === verdict).length);
    const line = new RegExp(`^\\| ${[level, ...counts, ofLevel.length].join(' +\\| ')} +\\|$`, 'm');
    return line.test(page) ? [] : [`of level ${level} there are ${counts.join(', ')}, ${ofLevel.length} in all`];
  });
}
