import { contentWith } from './content.fixture.js';
import { listingContent, publicContentOf } from './listing-content.js';

const venue = contentWith().venue as NonNullable<ReturnType<typeof contentWith>['venue']>;

describe('public content', () => {
  test('of a public venue is what staff wrote', () => {
    expect(publicContentOf(contentWith())).toEqual(contentWith());
  });

  test('of an area has no door', () => {
    const shown = publicContentOf(contentWith({ venue: { ...venue, publicity: 'area' } })).venue;
    expect(shown).toMatchObject({ name: null, street: null, postalCode: '95112' });
    expect(shown?.point).toEqual({ latitude: 37.34, longitude: -121.89 });
  });

  test('for accepted people alone tells the town', () => {
    const shown = publicContentOf(contentWith({ venue: { ...venue, publicity: 'accepted-only' } })).venue;
    expect(shown).toMatchObject({ name: null, street: null, postalCode: null, locality: 'San Jose' });
    expect(shown?.point).toEqual({ latitude: 37.3, longitude: -121.9 });
  });

  test('drops whatever is not public content', () => {
    const stray = { ...contentWith(), joinLink: 'https://meet.example.org/x' };
    expect(JSON.stringify(publicContentOf(stray))).not.toContain('meet.example.org');
  });
});

describe('content from staff', () => {
  test('with a join link in the wrong place is refused', () => {
    expect(listingContent.safeParse({ ...contentWith(), joinLink: 'https://x.org' }).success).toBe(false);
  });

  test('with a script as website is refused', () => {
    const contact = { email: null, phone: null, website: 'javascript:alert(1)' };
    expect(listingContent.safeParse(contentWith({ contact })).success).toBe(false);
  });
});
