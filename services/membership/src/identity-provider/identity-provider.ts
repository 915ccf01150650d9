import type { OrganizationId, PersonId } from '@opencircle/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organization's own OpenID provider, by which its staff may sign in. */
@Entity('identity_provider')
export class IdentityProvider {
  @PrimaryColumn('uuid', { name: 'organization_id' }) organizationId: OrganizationId;
  /** As it was typed; what the provider calls itself may differ by a slash at the end. */
  @Column('text') issuer: string;
  @Column('text', { name: 'client_id' }) clientId: string;
  /** Of this row alone, wrapped by the master key. */
  @Column('bytea', { name: 'data_key' }) dataKey: Buffer;
  @Column('bytea', { name: 'client_secret' }) clientSecret: Buffer;
  /** To the millisecond: names this setting among those before and after. */
  @Column('timestamptz', { name: 'configured_at' }) configuredAt: Date;
  @Column('uuid', { name: 'configured_by' }) configuredBy: PersonId;
}

/** Where a provider sends the browser back to. */
export function redirectUriOf(publicUrl: string): string {
  return `${publicUrl}/console/oidc`;
}
