import type { Audience, Facilitation, Focus, Modality } from './taxonomy.js';

export const labelLanguages = ['en', 'es'] as const;
export type LabelLanguage = (typeof labelLanguages)[number];
export type TaxonomyCode = Focus | Audience | Facilitation | Modality;

/** What people read instead of a code: [English, Spanish]. */
const labels: Record<TaxonomyCode, readonly [en: string, es: string]> = {
  // focus
  anxiety: ['Anxiety', 'Ansiedad'],
  depression: ['Depression', 'Depresión'],
  bipolar: ['Bipolar', 'Trastorno bipolar'],
  'eating-disorders': ['Eating disorders', 'Trastornos alimentarios'],
  'ptsd-trauma': ['PTSD and trauma', 'Trauma y estrés postraumático'],
  ocd: ['OCD', 'TOC'],
  psychosis: ['Psychosis', 'Psicosis'],
  adhd: ['ADHD', 'TDAH'],
  bpd: ['Borderline personality', 'Personalidad límite'],
  dissociation: ['Dissociation', 'Disociación'],
  'grief-loss': ['Grief and loss', 'Duelo y pérdida'],
  'suicide-loss': ['Loss to suicide', 'Pérdida por suicidio'],
  'suicide-attempt-survivors': ['After a suicide attempt', 'Después de un intento de suicidio'],
  'self-harm': ['Self-harm', 'Autolesión'],
  'addiction-recovery': ['Addiction and recovery', 'Adicción y recuperación'],
  'dual-diagnosis': ['Dual diagnosis', 'Diagnóstico dual'],
  stress: ['Stress', 'Estrés'],
  burnout: ['Burnout', 'Agotamiento laboral'],
  loneliness: ['Loneliness', 'Soledad'],
  'life-transitions': ['Life changes', 'Cambios de vida'],
  perinatal: ['Pregnancy and after birth', 'Embarazo y posparto'],
  'chronic-illness': ['Chronic illness', 'Enfermedad crónica'],
  'general-wellness': ['General wellness', 'Bienestar general'],
  // audience
  'lived-experience': ['People living with it', 'Personas que lo viven'],
  family: ['Family', 'Familiares'],
  partners: ['Partners', 'Parejas'],
  parents: ['Parents', 'Madres y padres'],
  caregivers: ['Caregivers', 'Personas cuidadoras'],
  friends: ['Friends', 'Amistades'],
  bereaved: ['Bereaved people', 'Personas en duelo'],
  youth: ['Young people', 'Jóvenes'],
  students: ['Students', 'Estudiantes'],
  'older-adults': ['Older adults', 'Personas mayores'],
  women: ['Women', 'Mujeres'],
  men: ['Men', 'Hombres'],
  'non-binary': ['Non-binary people', 'Personas no binarias'],
  lgbtqia: ['LGBTQIA+', 'LGBTQIA+'],
  veterans: ['Veterans', 'Veteranos'],
  'first-responders': ['First responders', 'Personal de emergencias'],
  'health-workers': ['Health workers', 'Personal de salud'],
  bipoc: ['Black, Indigenous and people of color', 'Personas negras, indígenas y de color'],
  immigrants: ['Immigrants', 'Personas inmigrantes'],
  // facilitation
  peer: ['Led by peers', 'Guiado por pares'],
  professional: ['Led by a professional', 'Guiado por profesionales'],
  'co-facilitated': ['Led by a peer and a professional', 'Guiado por un par y un profesional'],
  // modality
  'in-person': ['In person', 'En persona'],
  virtual: ['Online', 'En línea'],
  hybrid: ['In person and online', 'En persona y en línea'],
};

/** The label of a taxonomy code; a code from a newer release reads as its own words. */
export function labelOf(code: TaxonomyCode | (string & {}), language: LabelLanguage): string {
  const known = Object.hasOwn(labels, code) ? labels[code as TaxonomyCode] : undefined;
  return known?.[labelLanguages.indexOf(language)] ?? code.replaceAll('-', ' ');
}
