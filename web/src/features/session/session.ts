/** Who is asking, as `GET /api/v1/session` tells it. */
export type Session = {
  users_configured: boolean;
  user: string | null;
  name: string | null;
  sees_all_rows: boolean;
};

export const SESSION_KEY = ["session"];

/** Whether somebody has to sign in before anything else can be read. */
export function isLockedOut(session: Session | undefined): boolean {
  return session?.users_configured === true && session.user === null;
}
