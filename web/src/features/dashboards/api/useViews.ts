import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { read, remove, send } from "@/lib/server";

/** A page under a name; its numbers are those of whoever opens it. */
export type SavedView = {
  id: number;
  name: string;
  address: string;
  shared: boolean;
  own: boolean;
  owner: string | null;
};

const KEY = ["views"];

/** One's own views and those that others share. */
export function useViews() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => read<SavedView[]>("/views", signal) });
}

/** Saves a page under a name; one's own view of that name is replaced. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: Pick<SavedView, "name" | "address" | "shared">) => send<SavedView>("/views", view),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Deletes a view of one's own. */
export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => remove<SavedView[]>(`/views/${id}`),
    onSuccess: (left) => client.setQueryData(KEY, left),
  });
}
