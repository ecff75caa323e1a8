import { type AnswerProblem, maxLength } from '@/lib/forms/answers';
import { type FormField, inLanguage, SEEN_AT_ONCE } from '@/lib/forms/fields';
import type { FormTexts } from '@/widget/forms/texts';

export type FieldProps = {
  field: FormField;
  value: unknown;
  problem: AnswerProblem | undefined;
  locale: string;
  texts: FormTexts;
  onChange(value: unknown): void;
};

export const idOf = (key: string): string => `form-${key}`;

/** The keyboard a phone shows, and what a browser may fill in. */
const INPUT_TYPES: Partial<Record<FormField['type'], 'email' | 'tel' | 'date'>> = {
  email: 'email',
  phone: 'tel',
  date: 'date',
};
const autocompleteOf = ({ key, type }: FormField): string =>
  key === 'name' ? 'name' : type === 'email' ? 'email' : type === 'phone' ? 'tel' : 'off';
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One question with its help and what is wrong with the answer, as a screen reader hears them too. */
export function FormFieldView(props: FieldProps) {
  const { field, problem, locale, texts } = props;
  const { key, type, required, options = [] } = field;
  const id = idOf(key);
  const label = inLanguage(field.label, locale);
  const help = inLanguage(field.help, locale);
  const isGroup =
    type === 'choices' || type === 'rating' || (options.length > 0 && options.length <= SEEN_AT_ONCE);
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  const caption = (
    <>
      {label}
      {!required && <span class="form-optional"> ({texts.optional})</span>}
    </>
  );
  const notes = (
    <>
      {help && (
        <p class="form-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p class="form-problem" id={`${id}-problem`}>
          {texts.problems[problem]}
        </p>
      )}
    </>
  );
  if (type === 'consent') {
    return (
      <div class="form-field">
        <Consent {...props} id={id} label={caption} described={described} />
        {notes}
      </div>
    );
  }
  if (isGroup) {
    return (
      <fieldset
        class="form-field"
        id={id}
        tabIndex={-1}
        aria-describedby={described}
        aria-invalid={problem !== undefined}
      >
        <legend class="form-label" dir="auto">
          {caption}
        </legend>
        {type === 'rating' ? <Stars {...props} /> : <Options {...props} />}
        {notes}
      </fieldset>
    );
  }
  return (
    <div class="form-field">
      <label class="form-label" for={id} dir="auto">
        {caption}
      </label>
      <Control {...props} id={id} described={described} />
      {notes}
    </div>
  );
}

type ControlProps = FieldProps & { id: string; described: string | undefined };

function Control({ field, value, problem, locale, texts, onChange, id, described }: ControlProps) {
  const { type, required, options } = field;
  const attributes = {
    id,
    'aria-describedby': described,
    'aria-invalid': problem !== undefined,
    'aria-required': required,
    value: asText(value),
  };
  if (options) {
    return (
      <select {...attributes} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{required ? texts.choose : texts.anybody}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {inLanguage(option.label, locale)}
          </option>
        ))}
      </select>
    );
  }
  if (type === 'long_text') {
    return (
      <textarea
        {...attributes}
        rows={3}
        dir="auto"
        maxLength={maxLength(field)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <input
      {...attributes}
      type={(INPUT_TYPES[type] ?? 'text') as 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      autocomplete={autocompleteOf(field)}
      dir="auto"
      maxLength={maxLength(field)}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Options({ field, value, locale, onChange }: FieldProps) {
  const { key, type, options = [] } = field;
  const chosen = Array.isArray(value) ? value : [value];
  const isSeveral = type === 'choices';
  return (
    <div class="form-options">
      {options.map((option) => (
        <label key={option.value} class="form-option">
          <input
            type={isSeveral ? 'checkbox' : 'radio'}
            name={idOf(key)}
            value={option.value}
            checked={chosen.includes(option.value)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              const others = chosen.filter((one) => one !== option.value && one !== undefined);
              onChange(isSeveral ? (checked ? [...others, option.value] : others) : option.value);
            }}
          />
          <span dir="auto">{inLanguage(option.label, locale)}</span>
        </label>
      ))}
    </div>
  );
}

function Stars({ field, value, texts, onChange }: FieldProps) {
  return (
    <div class="form-stars">
      {[1, 2, 3, 4, 5].map((count) => (
        <label
          key={count}
          class={typeof value === 'number' && count <= value ? 'form-star form-star-on' : 'form-star'}
        >
          <input
            type="radio"
            name={idOf(field.key)}
            checked={value === count}
            onChange={() => onChange(count)}
            aria-label={texts.stars(count)}
          />
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="m12 3 2.8 5.7 6.2.9-4.500 4.400 1.100 6.200L12 17.250 6.400 20.200l1.100-6.200L3 9.600l6.200-.9z" />
          </svg>
        </label>
      ))}
    </div>
  );
}

type ConsentProps = Omit<ControlProps, 'label'> & { label: preact.ComponentChildren };

function Consent({ field, value, problem, locale, texts, onChange, id, label, described }: ConsentProps) {
  return (
    <>
      <label class="form-option">
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          aria-describedby={described}
          aria-invalid={problem !== undefined}
          aria-required={field.required}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span dir="auto">
          <span class="form-label">{label}</span>
          <span class="form-consent">{inLanguage(field.text, locale)}</span>
        </span>
      </label>
      {field.link && (
        <a class="form-link" href={field.link} target="_blank" rel="noopener noreferrer">
          {field.link.replace(/^https:\/\//, '')} <span class="hidden-text">{texts.opens}</span>
        </a>
      )}
    </>
  );
}
