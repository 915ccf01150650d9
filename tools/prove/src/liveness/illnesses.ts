/** What an event with this reason code does to a process that is started ill; a healthy one takes it as any other. */
export const illnesses = ['hangs', 'blocks', 'goes-deaf'] as const;
