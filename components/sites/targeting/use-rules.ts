'use client';

import { useTranslations } from 'next-intl';
import { useOptimistic, useState, useTransition } from 'react';
import { failureOf } from '@/components/people/groups/use-circles';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useErrorText } from '@/components/shared/use-error-text';
import { notify } from '@/components/ui/notify';
import { moveBefore } from '@/lib/platform/arrange';
import type { ErrorAnswer } from '@/lib/platform/errors';
import { deleteRuleAction, moveRuleAction, saveRuleAction } from '@/lib/sites/targeting/actions';
import { type RuleContent, ruleInput, type TargetingRule } from '@/lib/sites/targeting/schema';

type Work = (list: TargetingRule[]) => TargetingRule[];
type RulesOptions = { organization: string; siteId: string; initial: TargetingRule[] };

const put = (list: TargetingRule[], rule: TargetingRule): TargetingRule[] =>
  list.some(({ id }) => id === rule.id)
    ? list.map((one) => (one.id === rule.id ? rule : one))
    : [...list, rule];

/** The rules of a site on the screen, and what is done with them. All but a new one is drawn at once. */
export function useRules({ organization, siteId, initial }: RulesOptions) {
  const t = useTranslations('targeting');
  const errorText = useErrorText();
  const [kept, setKept] = useState(initial);
  const [rules, show] = useOptimistic(kept, (list: TargetingRule[], work: Work) => work(list));
  const [, startTransition] = useTransition();

  function run(
    work: Work,
    action: () => Promise<ActionAnswer<unknown> | undefined>,
    done?: () => void,
  ): void {
    startTransition(async () => {
      show(work);
      const failure = await failureOf(action());
      if (failure) return notify.error(errorText(failure));
      startTransition(() => setKept(work));
      done?.();
    });
  }

  /** What went wrong, or null. */
  async function save(id: string, rule: RuleContent): Promise<ErrorAnswer | null> {
    const call = saveRuleAction({ organization, siteId, id, rule });
    const failure = await failureOf(call);
    const saved = failure ? undefined : (await call)?.data;
    if (saved) setKept((list) => put(list, saved));
    return failure;
  }

  const move = (id: string, beforeId: string | null): void =>
    run(
      (list) => moveBefore(list, id, beforeId),
      () => moveRuleAction({ organization, siteId, id, beforeId }),
    );

  const setEnabled = (rule: TargetingRule, isEnabled: boolean): void => {
    const changed = { ...rule, is_enabled: isEnabled };
    run(
      (list) => put(list, changed),
      () => saveRuleAction({ organization, siteId, id: rule.id, rule: ruleInput.parse(changed) }),
    );
  };

  /** Made again as it was, under the same id and at its place. */
  async function restore(rule: TargetingRule, beforeId: string | null): Promise<void> {
    const failure =
      (await save(rule.id, ruleInput.parse(rule))) ??
      (await failureOf(moveRuleAction({ organization, siteId, id: rule.id, beforeId })));
    setKept((list) => moveBefore(list, rule.id, beforeId));
    if (failure) notify.error(errorText(failure));
    else notify.success(t('restored', { name: rule.name }), { id: `rule-${rule.id}` });
  }

  const remove = (rule: TargetingRule): void => {
    const beforeId = rules[rules.findIndex(({ id }) => id === rule.id) + 1]?.id ?? null;
    const undo = { label: t('undo'), onClick: () => void restore(rule, beforeId) };
    run(
      (list) => list.filter(({ id }) => id !== rule.id),
      () => deleteRuleAction({ organization, siteId, id: rule.id }),
      () => notify.success(t('deleted', { name: rule.name }), { id: `rule-${rule.id}`, action: undo }),
    );
  };

  return { rules, save, move, setEnabled, remove };
}
