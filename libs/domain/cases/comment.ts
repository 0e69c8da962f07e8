/** Who reads a comment. It starts internal; the client sees only what was meant for it. */
export const COMMENT_AUDIENCES = ['internal', 'client'] as const;
export type CommentAudience = (typeof COMMENT_AUDIENCES)[number];
