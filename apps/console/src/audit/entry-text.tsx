import { policyTable } from '@opencircle/auth/policy-table';
import { useGetIdentity, useLocale, useTranslate } from 'react-admin';
import type { AuditEntry } from '../api/types.js';
import { dateTime } from '../time/relative.js';

/** A value that the services add does not compile until it stands here. */
const known: Record<AuditEntry['outcome'], true> = { allowed: true, denied: true, failed: true };
export const outcomes = Object.keys(known) as AuditEntry['outcome'][];
export const actionNames = Object.keys(policyTable).sort();

/** The exact time: in an audit nobody wants to count back. */
export function AtText({ at }: AuditEntry) {
  const locale = useLocale();
  return <time dateTime={at}>{dateTime(at, locale)}</time>;
}

export function ActorText({ actor }: AuditEntry) {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  const kind = translate(`audit_actor.${actor.kind}`);
  if (actor.id === null) return kind;
  const roles = actor.roles.length > 0 ? ` (${actor.roles.join(', ')})` : '';
  const you = actor.id === identity?.id ? `, ${translate('case.by_you')}` : '';
  return (
    <span title={actor.id}>
      {kind} {shortId(actor.id)}
      {roles}
      {you}
    </span>
  );
}

export function ObjectText({ object }: AuditEntry) {
  if (object === null) return '–';
  return (
    <span title={object.id}>
      {object.kind} {shortId(object.id)}
    </span>
  );
}

export function OutcomeText({ outcome, reason }: AuditEntry) {
  const translate = useTranslate();
  return `${translate(`audit_outcome.${outcome}`)}${reason === null ? '' : `, ${reason}`}`;
}

/** The facts as they stand: names and codes are the same in every language. */
export function FactsText({ facts }: AuditEntry) {
  return Object.entries(facts)
    .filter(([name]) => name !== 'event')
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

/** The end of an id tells it apart; its beginning is a time. */
function shortId(id: string): string {
  return id.length > 16 ? `…${id.slice(-12)}` : id;
}
