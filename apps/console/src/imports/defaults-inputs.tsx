import { audiences, facilitations, focuses, labelOf } from '@opencircle/contracts';
import { Typography } from '@mui/material';
import {
  AutocompleteArrayInput,
  AutocompleteInput,
  maxValue,
  minValue,
  NumberInput,
  required,
  SelectInput,
  useLocale,
  useTranslate,
} from 'react-admin';
import { languageOf } from '../i18n/language.js';

const languageTags = ['en', 'es', 'fr', 'pt', 'zh', 'vi', 'ko', 'tl', 'ru', 'ar', 'ht'];

/** What the feed's format cannot say about its groups; taken for every row that does not say it. */
export function DefaultsInputs() {
  const translate = useTranslate();
  const locale = useLocale();
  const labelled = (codes: readonly string[]) =>
    codes
      .map((id) => ({ id, name: labelOf(id, languageOf(locale)) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return (
    <>
      <Typography variant="h2" sx={{ mt: 2 }}>
        {translate('import.defaults')}
      </Typography>
      <Typography color="text.secondary">{translate('import.defaults_help')}</Typography>
      <AutocompleteArrayInput
        source="defaults.focuses"
        choices={labelled(focuses)}
        translateChoice={false}
        validate={required()}
      />
      <AutocompleteArrayInput source="defaults.audiences" choices={labelled(audiences)} translateChoice={false} />
      <SelectInput
        source="defaults.facilitation"
        choices={labelled(facilitations)}
        translateChoice={false}
        validate={required()}
      />
      <NumberInput
        source="defaults.durationMinutes"
        helperText="import.minutes_help"
        min={5}
        max={1440}
        validate={[required(), minValue(5), maxValue(1440)]}
      />
      <SelectInput
        source="defaults.language"
        choices={languageTags.map((id) => ({ id, name: names.of(id) ?? id }))}
        translateChoice={false}
        validate={required()}
      />
      <AutocompleteInput
        source="defaults.zone"
        helperText="import.zone_help"
        choices={Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id.replaceAll('_', ' ') }))}
        translateChoice={false}
      />
    </>
  );
}
