import type { Ref } from 'react';

interface FileInputProps {
  /** `ref.current?.click()` opens the system's own choice of a file. */
  ref: Ref<HTMLInputElement>;
  /** As the platform's `accept`: endings and media types, divided by commas. */
  accept: string;
  /** Its name for assistive technology: the words on the button that opens it. */
  label: string;
  onFile: (file: File) => void;
}

/** The system's choice of a file, behind a button of ours. */
export function FileInput({ ref, accept, label, onFile }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      hidden
      tabIndex={-1}
      aria-label={label}
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        if (file) onFile(file);
        event.currentTarget.value = ''; // the same file, corrected, may be chosen again
      }}
    />
  );
}
