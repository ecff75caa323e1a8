import { describe, expect, test } from 'vitest';
import { type OnboardingFacts, onboardingSteps } from '@/lib/organizations/onboarding';

const nothing: OnboardingFacts = {
  siteIds: [],
  activeMembers: 1,
  hasConversation: false,
  wasSeenInstalled: false,
};

const done = (facts: OnboardingFacts): string[] =>
  onboardingSteps(facts)
    .filter(({ isDone }) => isDone)
    .map(({ step }) => step);

describe('the first steps of an organization', () => {
  test('are all open on the first day: the founder alone is not a team', () => {
    expect(done(nothing)).toEqual([]);
  });

  test.each([
    [{ siteIds: ['1'] }, 'site'],
    [{ wasSeenInstalled: true }, 'install'],
    [{ activeMembers: 2 }, 'people'],
    [{ hasConversation: true }, 'test'],
  ])('%j finishes one', (facts, step) => {
    expect(done({ ...nothing, ...facts })).toEqual([step]);
  });
});
