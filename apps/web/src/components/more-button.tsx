import type { ReactNode } from 'react';

interface MoreButtonProps {
  /** A list that is read page by page, `useInfiniteQuery`. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  className?: string | undefined;
  /** What more there is, in words. */
  children: ReactNode;
}

/** Reads the next page of a list; nothing once the list is whole. */
export function MoreButton({ query, className = '', children }: MoreButtonProps) {
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      className={`link ${className}`}
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {children}
    </button>
  );
}
