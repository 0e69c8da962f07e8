/** The mark: two gate posts and the rail between them. Decoration beside the written name. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--accent)"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M5 3v18M19 3v18M5 12h14" strokeWidth="3" />
      <path d="M9.7 8.5V12M14.3 8.5V12" strokeWidth="1.6" />
    </svg>
  );
}
