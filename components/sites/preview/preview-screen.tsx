'use client';

import { useMemo, useState } from 'react';
import { useErrorText } from '@/components/shared/use-error-text';
import { AgentResults } from '@/components/sites/preview/agent-results';
import { OutcomeCard } from '@/components/sites/preview/outcome-card';
import { usePreview } from '@/components/sites/preview/use-preview';
import { VisitFields } from '@/components/sites/preview/visit-fields';
import { addressOfVisit, questionOf, type Visit } from '@/lib/sites/preview/visit';
import type { NamedChoice, RoutingChoices } from '@/lib/sites/targeting/schema';

export type PreviewChoices = RoutingChoices & { forms: NamedChoice[] };

type PreviewScreenProps = {
  organization: string;
  siteId: string;
  /** The site's clock: opening hours are told by it. */
  timeZone: string;
  /** The questionnaire the site's visitors are asked; empty without one. */
  siteForm: string;
  initial: Visit;
  choices: PreviewChoices;
};

/** On the left a visit as one describes it, on the right what would come of it. */
export function PreviewScreen({ organization, siteId, initial, choices, ...site }: PreviewScreenProps) {
  const { timeZone, siteForm } = site;
  const errorText = useErrorText();
  const [visit, setVisit] = useState(initial);
  const { question, problems } = useMemo(
    () => questionOf(visit, { timeZone, siteForm }),
    [visit, timeZone, siteForm],
  );
  const asked = usePreview(siteId, question);

  function change(changes: Partial<Visit>): void {
    const next = { ...visit, ...changes };
    setVisit(next);
    const search = addressOfVisit(next);
    // The address is what one sends to a colleague; the page itself stays.
    window.history.replaceState(null, '', search === '' ? window.location.pathname : `?${search}`);
  }

  const problemOf = (field: keyof Visit): string | undefined => {
    const code =
      problems[field] ??
      (field === 'at' && asked.refusal === 'date_is_invalid' ? 'date_is_too_far' : undefined);
    return code === undefined ? undefined : errorText({ code });
  };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <VisitFields
        visit={visit}
        timeZone={timeZone}
        siteForm={siteForm}
        choices={choices}
        onChange={change}
        problemOf={problemOf}
      />
      <div className="grid gap-6">
        <OutcomeCard
          asked={asked}
          rulesPath={`/${organization}/sites/${siteId}/targeting`}
          choices={choices}
          isNow={visit.at === ''}
        />
        {asked.preview ? <AgentResults preview={asked.preview} /> : null}
      </div>
    </div>
  );
}
