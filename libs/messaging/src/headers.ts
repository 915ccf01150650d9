import type { CloudEvent } from '@opencircle/contracts';

/** CloudEvents 1.0, Kafka protocol binding, binary content mode: attributes are headers, the value is the data. */
const CONTENT_TYPE = 'application/json; charset=utf-8';

/** The envelope as Kafka headers. Optional attributes that are absent have no header. */
export function toHeaders(event: Omit<CloudEvent, 'data'>): Record<string, string> {
  return {
    'content-type': CONTENT_TYPE,
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: event.source,
    ce_type: event.type,
    ce_subject: event.subject,
    ce_time: event.time,
    ce_aggregateversion: String(event.aggregateversion),
    ...(event.causationid === undefined ? {} : { ce_causationid: event.causationid }),
    ...(event.traceparent === undefined ? {} : { ce_traceparent: event.traceparent }),
  };
}
