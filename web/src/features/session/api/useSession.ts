import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { read, remove, send } from "@/lib/server";
import { SESSION_KEY, type Session } from "../session";

/** Who is asking; asked again as soon as the server refuses somebody whom it does not know. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => read<Session>("/session", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Begins a session with a token. */
export function useSignIn() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (token: string) => send<Session>("/session", { token }),
    onSuccess: enter,
  });
}

/** Ends the session, here and on the server. */
export function useSignOut() {
  const enter = useEnter();
  return useMutation({ mutationFn: () => remove<Session>("/session"), onSuccess: enter });
}

/** Another person: what the last one has read is forgotten before anything is shown. */
function useEnter() {
  const client = useQueryClient();
  return (session: Session) => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
    client.setQueryData(SESSION_KEY, session);
  };
}
