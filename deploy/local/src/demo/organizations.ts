import type { OrganizationKey } from './demo-group.js';

export type DemoOrganization = {
  readonly key: OrganizationKey;
  readonly name: string;
  readonly kind: 'national' | 'affiliate' | 'chapter' | 'community-centre';
  readonly parent?: OrganizationKey;
};

/** Parents stand before their children. */
export const organizations: readonly DemoOrganization[] = [
  { key: 'harbour', name: 'Harbour Light Network', kind: 'national' },
  { key: 'liffey', name: 'Liffey Peer Support', kind: 'chapter', parent: 'harbour' },
  { key: 'riverside', name: 'Riverside Family Groups', kind: 'affiliate' },
  { key: 'lakeside', name: 'Lakeside Community Centre', kind: 'community-centre' },
  { key: 'circulo', name: 'Círculo Abierto', kind: 'community-centre' },
];
