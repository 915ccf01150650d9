import { useTranslate } from 'react-admin';
import type { ParkingReason } from '../api/types.js';

/** The reason in words, and the kind of error where a handler failed. */
export function ReasonText({ reason, errorClass }: { reason: ParkingReason; errorClass: string | null }) {
  const translate = useTranslate();
  return (
    <>
      {translate(`parked_reason.${reason}`)}
      {errorClass && ` (${errorClass})`}
    </>
  );
}

/** `3`, or `3–7`. */
export function versionsText(versions: { from: number; to: number } | null): string {
  if (versions === null) return '–';
  return versions.from === versions.to ? `${versions.from}` : `${versions.from}–${versions.to}`;
}

/** Enough of an id to tell two apart. */
export function shortName(topic: string, subject: string | null): string {
  const aggregate = topic.replace(/^opencircle\.[a-z-]+\./, '');
  return `${aggregate} ${subject === null ? '–' : subject.startsWith('<') ? subject : `…${subject.slice(-12)}`}`;
}
