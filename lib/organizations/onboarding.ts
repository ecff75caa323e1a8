export type OnboardingFacts = {
  siteIds: readonly string[];
  /** Members who have joined, the founder included. */
  activeMembers: number;
  hasConversation: boolean;
  /** A visitor was seen on one of the sites' own pages, not only on the test page. */
  wasSeenInstalled: boolean;
};

export const ONBOARDING_STEPS = ['site', 'install', 'people', 'test'] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** What stands between a new organization and its first visitor. */
export function onboardingSteps(facts: OnboardingFacts): { step: OnboardingStep; isDone: boolean }[] {
  const isDone: Record<OnboardingStep, boolean> = {
    site: facts.siteIds.length > 0,
    install: facts.wasSeenInstalled,
    people: facts.activeMembers > 1,
    test: facts.hasConversation,
  };
  return ONBOARDING_STEPS.map((step) => ({ step, isDone: isDone[step] }));
}
