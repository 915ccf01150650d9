/** Who did what. */
export const audit = {
  audit: {
    none: 'No entry matches',
    none_hint: 'You see what your roles let you see: an administrator everything, others what they may do themselves.',
  },
  audit_outcome: { allowed: 'Done', denied: 'Denied', failed: 'Failed' },
  audit_actor: { anonymous: 'Not signed in', person: 'Person', service: 'Service', system: 'The system' },
};
