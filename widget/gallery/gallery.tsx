import '@/widget/frame/styles.css';
import '@/widget/forms/forms.css';
import '@/widget/gallery/gallery.css';
import { render } from 'preact';
import { FormPanel } from '@/widget/forms/form-panel';
import { FrameProvider } from '@/widget/frame/frame-context';
import { Screen } from '@/widget/frame/screen';
import { Unavailable } from '@/widget/frame/unavailable';
import { formCards } from '@/widget/gallery/forms';
import { type Case, cases, now } from '@/widget/gallery/states';
import { loadTexts } from '@/widget/locales/texts';

const query = new URLSearchParams(location.search);
const locale = query.get('locale') ?? 'en';
const nothing = () => undefined;

const drawn = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** A face and a mark, so that the gallery needs no server. */
const logo = drawn(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 36"><rect width="120" height="36" fill="#fff"/><circle cx="20" cy="18" r="10" fill="#b8431a"/><path d="M38 11h70v5H38zm0 9h48v5H38z" fill="#1c1917"/></svg>',
);
const face = `${drawn(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="#e8b796"/><circle cx="24" cy="20" r="9" fill="#fff5ec"/><path d="M8 48a16 16 0 0 1 32 0Z" fill="#8a3a22"/></svg>',
)}#`;

function Stage({ chat, isOnline = true, isMuted = false, isEnding = false, draft = '' }: Case) {
  return (
    <Screen
      chat={chat}
      now={now}
      isOnline={isOnline}
      isMuted={isMuted}
      isEnding={isEnding}
      composer={{
        drafts: { get: () => draft, set: nothing },
        focusRequest: 0,
        onSend: () => true,
        onTyped: nothing,
        onLeft: nothing,
      }}
      renderForm={(kind, conversationId) => (
        <FormPanel
          kind={kind}
          draftOf={kind}
          drafts={{ get: () => '', set: nothing }}
          message={conversationId === null ? '' : null}
          load={async () => formCards[kind]}
          submit={async () => undefined}
        />
      )}
      onClose={nothing}
      onView={nothing}
      onRetry={nothing}
      onDiscard={nothing}
      onMute={nothing}
      onAskEnd={nothing}
      onEnd={() => Promise.resolve()}
    />
  );
}

async function main(): Promise<void> {
  const root = document.getElementById('gallery');
  if (!root) return;
  document.documentElement.style.colorScheme = query.get('scheme') ?? '';
  const only = query.get('case');
  const frame = {
    texts: await loadTexts(locale),
    locale,
    organizationName: 'Maison Lumen',
    avatarsUrl: face,
    logoUrl: query.has('logo') ? logo : null,
  };
  render(
    <FrameProvider value={frame}>
      <p class="choices">
        {['?', '?scheme=dark', '?locale=fr', '?locale=fr&scheme=dark', '?logo', '?logo&scheme=dark'].map(
          (choice) => (
            <a key={choice} href={choice}>
              {choice}
            </a>
          ),
        )}
      </p>
      <div class="shelf">
        {cases
          .filter(({ name, isEnding }) => (only === null ? !isEnding : name === only))
          .map((each) => (
            <section key={each.name} class="case">
              <h2>{each.name}</h2>
              <div class="stage">
                <Stage {...each} />
              </div>
            </section>
          ))}
        {(['unknown_site', 'site_is_disabled', 'unreachable'] as const).map((problem) => (
          <section key={problem} class="case">
            <h2>Not available: {problem}</h2>
            <div class="stage">
              <Unavailable problem={problem} onRetry={nothing} onClose={nothing} />
            </div>
          </section>
        ))}
      </div>
    </FrameProvider>,
    root,
  );
}

void main();
