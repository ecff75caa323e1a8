'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

const knownCodes = [
  'conversation_is_taken',
  'conversation_is_closed',
  'conversation_is_not_yours',
  'agent_is_at_limit',
  'visitor_has_a_current_conversation',
  'message_is_too_long',
  'message_is_empty',
  'member_cannot_answer',
  'department_is_unknown',
  'not_allowed',
  'unavailable',
] as const;

/** Why something did not work, in words. */
export function useRefusalText(): (code: string | null) => string {
  const t = useTranslations('conversations.refusals');
  return useCallback((code) => t(knownCodes.find((each) => each === code) ?? 'unexpected'), [t]);
}
