import { MetadataScanner } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventType } from '@opencircle/contracts';
import type { EventContext } from './event-context.js';

/** Where `OnEvent` leaves its event, for `handledEvents`. */
const HANDLED = 'opencircle:handled-event';

type Handler<Data> = (data: Data, context: EventContext) => Promise<void>;

/**
 * Nest's `@EventPattern(event.type)`, typed: the method gets the event's data and the open transaction. One handler an
 * event and service; what it writes through `context.db` commits with the inbox row, or not at all.
 */
export function OnEvent<Data>(event: EventType<Data>) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<Handler<Data>>): void => {
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-arguments -- without it another overload is chosen, which wants `unknown` arguments
    EventPattern<string>(event.type)(target, key, descriptor);
    Reflect.defineMetadata(HANDLED, event, descriptor.value as object);
  };
}

/** The events that a controller handles, by its own methods or inherited ones, as Nest finds them: nothing is instantiated. */
export function handledEvents({ prototype }: { readonly prototype: object }): EventType[] {
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .map((name) => Reflect.get(prototype, name) as object)
    .flatMap((method) => (Reflect.getMetadata(HANDLED, method) as EventType | undefined) ?? []);
}
