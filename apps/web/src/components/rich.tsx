/**
 * A sentence of the language files with one or more `<b>` parts; their order and place are the language's own.
 *
 * @param className of the parts, e.g. a colour of urgency
 */
export function Rich({ text, className }: { text: string; className?: string }) {
  return (
    <>
      {text.split(/<b>(.*?)<\/b>/).map((part, index) =>
        index % 2 === 1 ? (
          <b key={index} className={className}>
            {part}
          </b>
        ) : (
          part
        ),
      )}
    </>
  );
}
