'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useId } from 'react';
import { Controller } from 'react-hook-form';
import { LimitField } from '@/components/people/account/limit-field';
import type { MemberPlace } from '@/components/people/account/member-place';
import { SettingsForm } from '@/components/shared/settings-form';
import { useSettingsForm } from '@/components/shared/use-settings-form';
import { Switch } from '@/components/ui/switch';
import { saveLimitsAction } from '@/lib/people/account/actions';
import {
  CHANNELS,
  type Channel,
  LIVE_MANY,
  LIVE_RECOMMENDED,
  limitsInput,
  type MemberAccount,
} from '@/lib/people/account/schema';
import { cn } from '@/lib/platform/cn';

type LimitsFormProps = MemberPlace & {
  limits: MemberAccount['limits'];
  /** Those of the organization's plan: the others are not shown. */
  offered: readonly Channel[];
  isReadOnly: boolean;
};

const typed = (limit: number | null): string | null => (limit === null ? null : String(limit));

/** Unlimited is more than many. */
const isMany = (limit: unknown): boolean => limit === null || Number(limit) > LIVE_MANY;

export function LimitsForm({ limits, offered, isReadOnly, ...place }: LimitsFormProps) {
  const t = useTranslations('member.limits');
  const id = useId();
  const { form, submit, fieldError, ...state } = useSettingsForm({
    schema: limitsInput,
    defaultValues: {
      ...place,
      channels: CHANNELS.filter((channel) => limits.channels.includes(channel)),
      live_max: typed(limits.live_max),
      nrt_max: typed(limits.nrt_max),
      call_max: typed(limits.call_max),
      video_max: typed(limits.video_max),
      third_party_max: typed(limits.third_party_max),
      chats_in_calls: limits.chats_in_calls,
      live_priority: limits.live_priority,
      video_priority: limits.video_priority,
    },
    action: saveLimitsAction,
    afterSave: (_saved, sent) => sent,
  });
  const channels = form.watch('channels');
  const liveMax = form.watch('live_max');

  const aboutLimit = (channel: Channel) =>
    channel !== 'live' ? null : isMany(liveMax) ? (
      <span className="inline-flex items-start gap-1.5 text-waiting">
        <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" /> {t('many', { count: LIVE_MANY })}
      </span>
    ) : (
      t('recommended', { count: LIVE_RECOMMENDED })
    );

  return (
    <SettingsForm title={t('title')} text={t('text')} onSubmit={submit} isReadOnly={isReadOnly} {...state}>
      <div className="grid divide-y divide-border">
        {CHANNELS.filter((channel) => offered.includes(channel)).map((channel) => (
          <div key={channel} className="grid gap-3 py-4 first:pt-0 sm:grid-cols-[minmax(0,1fr)_15rem]">
            <Controller
              control={form.control}
              name="channels"
              render={({ field }) => (
                <div className="flex items-start gap-3">
                  <Switch
                    id={`${id}-${channel}`}
                    aria-label={t(`channel.${channel}`)}
                    checked={field.value.includes(channel)}
                    onCheckedChange={(isOn) =>
                      field.onChange(
                        CHANNELS.filter((each) => (each === channel ? isOn : field.value.includes(each))),
                      )
                    }
                  />
                  <label htmlFor={`${id}-${channel}`} className="grid gap-0.5">
                    <span className="font-medium">{t(`channel.${channel}`)}</span>
                    <span className="text-[13px] text-muted-foreground">{t(`channelHint.${channel}`)}</span>
                  </label>
                </div>
              )}
            />
            <Controller
              control={form.control}
              name={`${channel}_max`}
              render={({ field }) => (
                <LimitField
                  label={t('atOnce', { channel: t(`channel.${channel}`) })}
                  value={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  error={fieldError(`${channel}_max`)}
                  hint={channels.includes(channel) ? aboutLimit(channel) : null}
                  isDisabled={!channels.includes(channel)}
                />
              )}
            />
            {(channel === 'live' || channel === 'video') && channels.includes(channel) ? (
              <CheckLine
                className="sm:col-span-2 sm:ps-12"
                label={t(`priority.${channel}`)}
                hint={t(`priorityHint.${channel}`)}
                defaultChecked={limits[`${channel}_priority`]}
                {...form.register(`${channel}_priority`)}
              />
            ) : null}
          </div>
        ))}
      </div>
      <CheckLine
        label={t('chatsInCalls')}
        hint={t('chatsInCallsHint')}
        defaultChecked={limits.chats_in_calls}
        {...form.register('chats_in_calls')}
      />
    </SettingsForm>
  );
}

type CheckLineProps = ComponentProps<'input'> & { label: string; hint: string };

function CheckLine({ label, hint, className, ...input }: CheckLineProps) {
  return (
    <label className={cn('flex items-start gap-3', className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...input} />
      <span className="grid gap-0.5">
        <span className="font-medium">{label}</span>
        <span className="text-[13px] text-muted-foreground">{hint}</span>
      </span>
    </label>
  );
}
