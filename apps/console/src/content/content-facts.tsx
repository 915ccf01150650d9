import type { PublicContent } from '@opencircle/contracts';
import { useLocale, useTranslate } from 'react-admin';
import { factsOf } from './facts.js';
import { FactRow, FactsList } from './facts-list.js';

/** A group's content to be read; what was left empty is left out. */
export function ContentFacts({ content }: { content: PublicContent }) {
  const translate = useTranslate();
  const locale = useLocale();
  const facts = factsOf(content, translate, locale).map((fact) => ({
    field: fact.field,
    text: 'list' in fact ? fact.list.join(', ') : fact.text,
  }));
  return (
    <FactsList>
      {facts
        .filter(({ text }) => text !== '')
        .map(({ field, text }) => (
          <FactRow key={field} field={field}>
            {text}
          </FactRow>
        ))}
    </FactsList>
  );
}
