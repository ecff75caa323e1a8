import { useEffect, useRef, useState } from 'preact/hooks';
import { MESSAGE, readForm } from '@/lib/forms/answers';
import type { Answers, FormCard, FormField, FormKind } from '@/lib/forms/fields';
import { Failure } from '@/widget/core/failure';
import { FormFieldView, idOf } from '@/widget/forms/form-field';
import { type FormDrafts, keepKnown, readKept, readKnown, writeKept } from '@/widget/forms/kept-form';
import { type FormTexts, formTexts } from '@/widget/forms/texts';
import { useFrame } from '@/widget/frame/frame-context';

const changeableMs = 60 * 60_000;

export type FormPanelProps = {
  kind: FormKind;
  /** Under which name what is typed is kept. */
  draftOf: string;
  drafts: FormDrafts;
  /** What was typed before the form came; null where no message is asked for. */
  message: string | null;
  load(): Promise<FormCard>;
  submit(answers: Answers, message: string): Promise<void>;
};

/** A form from its loading to the thanks for it. */
export function FormPanel(props: FormPanelProps) {
  const { kind, draftOf, drafts, load } = props;
  const texts = formTexts(useFrame().locale);
  const [card, setCard] = useState<FormCard | 'loading' | 'failed'>('loading');
  const [kept, setKept] = useState(() => readKept(drafts, draftOf));
  const isDone = kind === 'rating' && (kept.isClosed || kept.sentAt !== undefined);

  const fetchCard = () => {
    setCard('loading');
    load().then(setCard, () => setCard('failed'));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each form
  useEffect(() => {
    if (!isDone) fetchCard();
  }, [draftOf]);

  const keep = (change: Partial<typeof kept>) => {
    const next = { ...kept, ...change };
    setKept(next);
    writeKept(drafts, draftOf, next);
  };

  if (isDone) {
    if (kept.sentAt === undefined) return null;
    const isChangeable = Date.now() - kept.sentAt < changeableMs;
    return (
      <div class="form-done" role="status">
        <p>{texts.thanks}</p>
        {isChangeable && (
          <button
            type="button"
            class="link"
            onClick={() => {
              setKept({ values: kept.values });
              fetchCard();
            }}
          >
            {texts.change}
          </button>
        )}
      </div>
    );
  }
  if (card === 'loading') {
    return (
      <p class="form-state" role="status">
        {texts.loading}
      </p>
    );
  }
  if (card === 'failed') {
    return (
      <div class="form-state" role="alert">
        <p>{texts.notLoaded}</p>
        <button type="button" class="button" onClick={fetchCard}>
          {texts.retry}
        </button>
      </div>
    );
  }
  return (
    <Questions
      {...props}
      texts={texts}
      fields={card.fields}
      typed={kept.values}
      onTyped={(values) => keep({ values })}
      onSent={(values) => keep(kind === 'rating' ? { values, sentAt: Date.now() } : { values: {} })}
      onClose={kind === 'rating' ? () => keep({ isClosed: true }) : undefined}
      onReload={fetchCard}
    />
  );
}

type QuestionsProps = FormPanelProps & {
  texts: FormTexts;
  fields: FormField[];
  typed: Record<string, unknown>;
  onTyped(values: Record<string, unknown>): void;
  onSent(values: Record<string, unknown>): void;
  onClose?: (() => void) | undefined;
  onReload(): void;
};

function Questions({ kind, texts, fields, typed, drafts, message, submit, ...props }: QuestionsProps) {
  const { locale } = useFrame();
  const [state, setState] = useState<'typing' | 'sending' | 'failed'>('typing');
  const [isTried, setIsTried] = useState(false);
  const [refusal, setRefusal] = useState<{ key: string; code: string } | null>(null);
  const [known, setKnown] = useState(() => readKnown(drafts));
  const form = useRef<HTMLFormElement>(null);

  const [body, setBody] = useState(message);
  const values: Record<string, unknown> = { ...typed, [MESSAGE]: body };
  const withMessage: FormField[] =
    body === null
      ? fields
      : [...fields, { key: MESSAGE, type: 'long_text', label: { en: texts.message }, required: true }];
  const { asked, answers, problems } = readForm(withMessage, values, known);
  const shown = asked.filter(
    (field) => !(field.key === 'name' ? known.name : field.type === 'email' && known.email),
  );
  const problemOf = (key: string) => {
    if (refusal?.key === key)
      return refusal.code in texts.problems ? (refusal.code as never) : ('value_is_invalid' as const);
    return isTried ? problems.get(key) : undefined;
  };

  const focusOn = (key: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`#${idOf(key)}`)?.focus());

  const onFailure = (error: unknown) => {
    setState('failed');
    if (!(error instanceof Failure) || error.kind !== 'refused') return setRefusal({ key: '', code: '' });
    setRefusal({ key: error.field, code: error.code });
    const field = fields.find(({ key }) => key === error.field);
    if (!field) return;
    // What was taken for known is not: it is asked after all.
    if (field.key === 'name' || field.type === 'email') setKnown({});
    // Somebody has just left: the choice there is now.
    if (field.type === 'department' || field.type === 'operator') props.onReload();
    focusOn(field.key);
  };

  const send = (event: Event) => {
    event.preventDefault();
    if (state === 'sending') return;
    setIsTried(true);
    setRefusal(null);
    const [first] = problems.keys();
    if (first !== undefined) return void focusOn(first);
    setState('sending');
    const { [MESSAGE]: written, ...rest } = answers;
    submit(rest, typeof written === 'string' ? written : '').then(() => {
      keepKnown(drafts, fields, rest);
      props.onSent(typed);
    }, onFailure);
  };

  const isElsewhere = refusal !== null && state === 'failed' && !shown.some(({ key }) => key === refusal.key);
  return (
    <form ref={form} class="form" noValidate onSubmit={send} aria-busy={state === 'sending'}>
      {shown.map((field) => (
        <FormFieldView
          key={field.key}
          field={field}
          value={values[field.key]}
          problem={problemOf(field.key)}
          locale={locale}
          texts={texts}
          onChange={(value) => {
            if (refusal?.key === field.key) setRefusal(null);
            if (field.key !== MESSAGE) return props.onTyped({ ...typed, [field.key]: value });
            setBody(String(value));
            // The composer's draft too: whichever of the two is shown next has it.
            drafts.set(null, String(value));
          }}
        />
      ))}
      {isElsewhere && (
        <p class="form-problem" role="alert">
          {refusal.code === 'rating_is_final'
            ? texts.ratingIsFinal
            : refusal.code
              ? texts.other(refusal.code)
              : texts.notSent}
        </p>
      )}
      <div class="form-actions">
        {props.onClose && (
          <button type="button" class="button" onClick={props.onClose}>
            {texts.later}
          </button>
        )}
        <button type="submit" class="button button-main" disabled={state === 'sending'}>
          {state === 'sending' ? texts.sending : texts.submit[kind]}
        </button>
      </div>
    </form>
  );
}
