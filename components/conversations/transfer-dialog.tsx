'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useState } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { LoadFailure } from '@/components/conversations/list-states';
import { type TransferChoice, TransferList } from '@/components/conversations/transfer-list';
import { useNames } from '@/components/conversations/use-names';
import { useRefusalText } from '@/components/conversations/use-refusal-text';
import { useTransferTargets } from '@/components/conversations/use-transfer-targets';
import { Button } from '@/components/ui/button';
import { Command, CommandInput, CommandList } from '@/components/ui/command';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import { notify } from '@/components/ui/notify';
import { Skeleton } from '@/components/ui/skeleton';
import { Textarea } from '@/components/ui/textarea';
import { type Conversation, messageLengthMax } from '@/lib/conversations/schema';

type TransferDialogProps = { conversation: Conversation; onClose(): void };

/** To whom, and a word for them. What was written stays when it is refused. */
export function TransferDialog({ conversation, onClose }: TransferDialogProps) {
  const t = useTranslations('conversations.transfer');
  const { actions } = useInbox();
  const names = useNames();
  const refusalText = useRefusalText();
  const noteId = useId();
  const [query, setQuery] = useState('');
  const [choice, setChoice] = useState<TransferChoice | null>(null);
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { targets, failure, retry } = useTransferTargets(conversation.id, query);
  const isEmpty = targets !== null && targets.members.length + targets.departments.length === 0;

  const choose = (next: TransferChoice) => {
    setChoice(next);
    setRefusal(null);
  };
  const submit = async () => {
    if (!choice || isBusy) return;
    setBusy(true);
    const to = choice.kind === 'member' ? { member: choice.id } : { department: choice.id };
    const result = await actions.transfer({ conversationId: conversation.id, to, note: note.trim() });
    setBusy(false);
    if (result.ok) {
      notify.success(t('done', { name: choice.name }));
      onClose();
    } else {
      setRefusal(result.code);
      retry();
    }
  };
  const onNoteKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  };

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent closeLabel={t('close')} className="max-w-lg gap-0 overflow-hidden p-0">
        <div className="grid gap-1 px-5 pt-5 pe-12 pb-2">
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('text', { name: names.visitor(conversation.visitor_id) })}</DialogDescription>
        </div>
        <Command label={t('title')} shouldFilter={false}>
          <CommandInput autoFocus value={query} onValueChange={setQuery} placeholder={t('search')} />
          <CommandList className="h-64">
            {failure !== null && targets === null ? (
              <LoadFailure text={refusalText(failure)} onRetry={retry} />
            ) : null}
            {targets === null && failure === null ? <TargetsSkeleton /> : null}
            {isEmpty ? (
              <p className="py-10 text-center text-muted-foreground text-sm">
                {query === '' ? t('nobody') : t('noneFound', { query })}
              </p>
            ) : null}
            {targets ? <TransferList targets={targets} choice={choice} onChoose={choose} /> : null}
          </CommandList>
        </Command>
        <form
          className="grid gap-3 border-border border-t px-5 py-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div className="grid gap-1.5">
            <Label htmlFor={noteId}>{t('note')}</Label>
            <Textarea
              id={noteId}
              value={note}
              rows={2}
              maxLength={messageLengthMax}
              placeholder={t('notePlaceholder')}
              onChange={(event) => setNote(event.target.value)}
              onKeyDown={onNoteKey}
            />
          </div>
          {refusal !== null ? (
            <p role="alert" className="text-danger text-sm">
              {refusal === 'agent_is_at_limit' && choice
                ? t('isFull', { name: choice.name })
                : refusalText(refusal)}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button type="button" variant="secondary" disabled={isBusy} onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!choice || isBusy} aria-busy={isBusy}>
              <span className="max-w-48 truncate">
                {choice ? t('to', { name: choice.name }) : t('submit')}
              </span>
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function TargetsSkeleton() {
  const t = useTranslations('conversations.transfer');
  return (
    <div role="status" aria-label={t('loading')} className="grid gap-2 p-2.5">
      {['w-40', 'w-52', 'w-36', 'w-44'].map((width) => (
        <div key={width} className="flex h-9 items-center gap-2.5">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
