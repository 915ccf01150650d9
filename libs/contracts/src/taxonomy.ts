import { z } from 'zod';

/** Codes are stable and never reused; labels per language stand in taxonomy-labels.ts. */
export const focuses = [
  'anxiety', 'depression', 'bipolar', 'eating-disorders', 'ptsd-trauma', 'ocd', 'psychosis', 'adhd', 'bpd',
  'dissociation', 'grief-loss', 'suicide-loss', 'suicide-attempt-survivors', 'self-harm', 'addiction-recovery',
  'dual-diagnosis', 'stress', 'burnout', 'loneliness', 'life-transitions', 'perinatal', 'chronic-illness',
  'general-wellness',
] as const; // prettier-ignore

export const audiences = [
  'lived-experience', 'family', 'partners', 'parents', 'caregivers', 'friends', 'bereaved', 'youth', 'students',
  'older-adults', 'women', 'men', 'non-binary', 'lgbtqia', 'veterans', 'first-responders', 'health-workers',
  'bipoc', 'immigrants',
] as const; // prettier-ignore

export const facilitations = ['peer', 'professional', 'co-facilitated'] as const;
export const modalities = ['in-person', 'virtual', 'hybrid'] as const;

export const focus = z.enum(focuses);
export const audience = z.enum(audiences);
export const facilitation = z.enum(facilitations);
export const modality = z.enum(modalities);

export type Focus = z.infer<typeof focus>;
export type Audience = z.infer<typeof audience>;
export type Facilitation = z.infer<typeof facilitation>;
export type Modality = z.infer<typeof modality>;
