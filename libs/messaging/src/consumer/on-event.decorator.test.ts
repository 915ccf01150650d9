import { caseOpened, listingRejected, type CaseOpened, type ListingRejected } from '@opencircle/contracts';
import type { EventContext } from './event-context.js';
import { handledEvents, OnEvent } from './on-event.decorator.js';

abstract class Base {
  @OnEvent(listingRejected)
  rejected(_listing: ListingRejected, _context: EventContext): Promise<void> {
    return Promise.resolve();
  }
}

class Heir extends Base {
  @OnEvent(caseOpened)
  opened(_case: CaseOpened, _context: EventContext): Promise<void> {
    return Promise.resolve();
  }
}

class Overriding extends Base {
  override rejected(): Promise<void> {
    return Promise.resolve();
  }
}

it('finds inherited handlers, and none that is overridden without a decorator', () => {
  expect(handledEvents(Heir)).toEqual([caseOpened, listingRejected]);
  expect(handledEvents(Overriding)).toEqual([]);
});
