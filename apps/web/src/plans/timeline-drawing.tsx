/** Four bars on a scale of days in hairlines: what will stand here. */
export function TimelineDrawing() {
  return (
    <svg
      width="260"
      height="104"
      viewBox="0 0 260 104"
      fill="none"
      stroke="var(--line2)"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M0 16.5h260M40.5 10v88M120.5 10v88M200.5 10v88" stroke="var(--line)" />
      <rect x="92" y="17" width="20" height="82" fill="var(--off)" stroke="none" />
      <rect x="8" y="26" width="44" height="12" rx="3" strokeWidth="1.5" />
      <rect x="52" y="46" width="84" height="12" rx="3" strokeWidth="1.5" />
      <rect x="52" y="66" width="30" height="12" rx="3" strokeWidth="1.5" strokeDasharray="3 3" />
      <rect x="136" y="86" width="70" height="12" rx="3" strokeWidth="1.5" />
      <path d="M236.5 14v84" strokeWidth="1.5" />
    </svg>
  );
}
