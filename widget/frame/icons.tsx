type Shape = { d: string };

function Icon({ d }: Shape) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

export const CloseIcon = () => <Icon d="M6 6l12 12M18 6 6 18" />;
export const BackIcon = () => <Icon d="m14.5 5-7 7 7 7" />;
export const SendIcon = () => <Icon d="M12 19V5m-6.5 6.5L12 5l6.5 6.5" />;
export const EndIcon = () => (
  <Icon d="M10 4H6.5A2.5 2.5 0 0 0 4 6.5v11A2.5 2.5 0 0 0 6.5 20H10m5-4 4-4-4-4m4 4H9.5" />
);
export const SoundIcon = () => (
  <Icon d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4H4Zm11.5-.5a4 4 0 0 1 0 6m2.8-8.5a8 8 0 0 1 0 11" />
);
export const MutedIcon = () => <Icon d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4H4Zm12 .5 4.5 4.5m0-4.5L16 14.5" />;
export const DownIcon = () => <Icon d="M12 5v14m-6-6 6 6 6-6" />;
