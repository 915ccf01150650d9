import { clearPlace, readChosen, writeChosen } from './chosen-place.js';
import { emptySearch, fieldsOf, readSearchForm, termsOf } from './search-form.js';

function form(fields: [string, string][]): URLSearchParams {
  return new URLSearchParams(fields);
}

it('takes what it offers and drops the rest', () => {
  const read = readSearchForm(
    form([
      ['place', ' San Jose '],
      ['radius', '26'],
      ['focus', 'anxiety'],
      ['focus', 'wealth'],
      ['weekday', '7'],
      ['weekday', '8'],
      ['language', 'xx'],
      ['offset', '-3'],
    ]),
  );
  expect(read).toEqual({ ...emptySearch, place: 'San Jose', focuses: ['anxiety'], weekdays: [7] });
  expect(readSearchForm(new URLSearchParams())).toEqual(emptySearch);
});

it('carries a search on without losing any of it', () => {
  const search = {
    ...emptySearch,
    place: 'San Jose, CA, US',
    chosen: '37.33940,-121.89500|San Jose, CA, US',
    focuses: ['anxiety', 'stress'],
    audiences: ['family'],
    meeting: 'virtual' as const,
    language: 'es',
    weekdays: [1, 5],
    offset: 20,
  };
  expect(readSearchForm(form(fieldsOf(search)))).toEqual(search);
});

it('counts hybrid groups as either way of meeting', () => {
  expect(termsOf({ ...emptySearch, meeting: 'in-person' }, undefined).modalities).toEqual(['in-person', 'hybrid']);
  const point = { latitude: 1, longitude: 2 };
  expect(termsOf(emptySearch, point)).toMatchObject({ near: { point, withinKm: 40.2 }, modalities: [] });
});

it('reads back a chosen place, and nothing that is none', () => {
  const place = { label: 'Dublin | Ireland', point: { latitude: 53.33306, longitude: -6.24889 } };
  expect(readChosen(writeChosen(place))).toEqual(place);
  for (const other of ['', '1,2', '91,2|x', '1,181|x', 'a,b|c', '1,2|']) expect(readChosen(other)).toBeUndefined();
});

it('asks back unless one place is meant', () => {
  const place = (label: string) => ({ id: label, label, point: { latitude: 0, longitude: 0 }, kind: 'city' });
  const [illinois, ohio] = [place('Springfield, IL'), place('Springfield, OH')];
  expect(clearPlace([illinois, ohio], 'Springfield')).toBeUndefined();
  expect(clearPlace([illinois, ohio], 'springfield oh')).toBe(ohio);
  expect(clearPlace([illinois], 'spring')).toBe(illinois);
  expect(clearPlace([illinois, place('Springfield Park, IL')], 'Springfield, illinois')).toBe(illinois);
  expect(clearPlace([illinois, place('Springdale, UT')], 'spring')).toBeUndefined();
  expect(clearPlace([], 'spring')).toBeUndefined();
});
