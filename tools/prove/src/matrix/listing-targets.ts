import type { Relation } from '@opencircle/auth';
import { contentOf, FEED, feedDefaults, privateContent } from '../http/content.js';
import { groups, groupStates, organizations, pathOf, REGION, type Waiting, type World } from '../http/world.js';
import { whole, type Target } from './target.js';

/** The routes of listings, each about groups, cases and imports of every organization, the suspended one included. */
export function listingTargets(world: World): Record<string, readonly Target[]> {
  const { ids, imports, inState, suspended, ofSuspended } = world;
  const content = contentOf('Another circle');
  const there = { organizationPath: [...pathOf(world, 'ours'), suspended], organizationState: 'suspended' };
  const ofOrganizations = (more: (id: string, importId: string) => Omit<Target, 'name' | 'relation'>): Target[] => [
    ...organizations.map((name) => {
      const relation = { organizationPath: pathOf(world, name), organizationState: 'unverified' };
      return { name, relation: () => relation, ...more(ids[name], imports[name]) };
    }),
    { name: 'suspended', relation: () => there, ...more(suspended, ofSuspended.importId) },
  ];
  const here = { organizationPath: pathOf(world, 'ours'), organizationState: 'unverified' };
  const bothWaiting: [string, Waiting, Relation][] = [
    ['waiting', world.waiting, here],
    ['waiting, of the suspended', ofSuspended.waiting, there],
  ];
  const approved = bothWaiting.map(([name, ...rest]): [string, Waiting, Relation] => [`${name}, approved`, ...rest]);
  const ofGroups = (more: Partial<Target> = {}, what: 'id' | 'caseId' = 'id') =>
    groups.map((name) => {
      const { id, organization } = world.groups[name];
      const relation = {
        organizationPath: pathOf(world, organization),
        listingId: id,
        region: REGION,
        state: 'published',
        organizationState: 'unverified',
      };
      return { name: `group ${name}`, relation: () => relation, id: () => world.groups[name][what], ...more };
    });
  const waiting = (more: Partial<Target> = {}, what: 'id' | 'caseId' = 'id', which = bothWaiting): Target[] =>
    which.map(([name, one, standing]) => {
      const relation = { ...standing, listingId: one.id, region: REGION, state: 'in_review' };
      return { name, relation: () => relation, id: () => one[what], ...more };
    });
  const inLists = (what: 'id' | 'caseId') =>
    groups.map((name): Target => {
      const { [what]: text, id: listingId, organization } = world.groups[name];
      const of = { organizationPath: pathOf(world, organization), listingId, region: REGION };
      return { ...whole, name: `showing that of ${name}`, shows: { text, of } };
    });
  const importsInList = organizations.map((name): Target => ({
    ...whole,
    name: `showing that of ${name}`,
    shows: { text: imports[name], of: { organizationPath: pathOf(world, name) } },
  }));
  const verdict = { decision: 'rejected', reasonCode: 'spam' };
  const approval = { decision: 'approved', reasonCode: 'meets-guidelines' };
  const ofImports = () => ofOrganizations((_, importId) => ({ id: () => importId }));
  const feed = { fileName: 'feed.json', feed: FEED, defaults: feedDefaults };
  const secret = { shows: { text: privateContent.joinLink, field: 'privateContent' } };
  const edit = { headers: { 'if-match': '"3"' }, body: () => ({ content }) };
  const report = (listingId: string) => ({ listingId, reason: 'other' });
  const many = { isBatch: true, body: (id: string) => ({ caseIds: [id], ...approval }) } as const;
  return {
    'GET /v1/listings': inLists('id'),
    'POST /v1/listings': ofOrganizations((organizationId) => ({ body: () => ({ organizationId, content }) })),
    'GET /v1/listings/{id}': [...ofGroups(secret), ...waiting(secret)],
    'POST /v1/listings/{id}/submissions': [...ofGroups(), ...waiting()],
    'PUT /v1/listings/{id}/content': [...ofGroups(edit), ...waiting(edit)],
    'POST /v1/reports': [
      ...groupStates.map((state) => {
        const relation = { ...here, listingId: inState[state], region: REGION, state };
        return { name: `in state ${state}`, relation: () => relation, id: () => inState[state], body: report };
      }),
      {
        name: 'of the suspended',
        relation: () => ({ ...there, state: 'published' }),
        id: () => ofSuspended.group,
        body: report,
      },
    ],
    'GET /v1/cases': inLists('caseId'),
    'GET /v1/cases/{id}': [...ofGroups({}, 'caseId'), ...waiting({}, 'caseId')],
    'POST /v1/cases/{id}/claims': [...ofGroups({}, 'caseId'), ...waiting({}, 'caseId')],
    'POST /v1/cases/{id}/decisions': [
      ...ofGroups({ body: () => verdict }, 'caseId'),
      ...waiting({ body: () => verdict }, 'caseId'),
      ...waiting({ body: () => approval, action: 'case.publish' }, 'caseId', approved),
    ],
    'POST /v1/case-decisions': [
      ...ofGroups({ isBatch: true, body: (id) => ({ caseIds: [id], ...verdict }) }, 'caseId'),
      ...waiting({ ...many, action: 'case.publish' }, 'caseId', approved),
    ],
    'GET /v1/imports': importsInList,
    'POST /v1/imports': ofOrganizations((organizationId) => ({ body: () => ({ organizationId, ...feed }) })),
    'GET /v1/imports/{id}': ofImports(),
    'GET /v1/imports/{id}/rows': ofImports(),
    'POST /v1/imports/{id}/runs': ofImports(),
  };
}
