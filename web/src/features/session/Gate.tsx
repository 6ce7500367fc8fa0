import type { ReactNode } from "react";
import { useSession } from "./api/useSession";
import { SignIn } from "./SignIn";
import { isLockedOut } from "./session";

/** Whether the server is ready to tell whoever asks. */
export function useIsLetIn(): boolean {
  const { data, isPending } = useSession();
  return !isPending && !isLockedOut(data);
}

/** Shows what is inside to those whom the server knows, and everybody else the way in, at the same address. */
export function Gate({ children }: { children: ReactNode }) {
  const { data, isPending } = useSession();
  if (isPending) return null;
  return isLockedOut(data) ? <SignIn /> : children;
}
