import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter } from "react-router";
import { SESSION_KEY } from "@/features/session/session";
import { Problem } from "@/lib/problem";
import { Pages } from "./Pages";
import { Shell } from "./Shell";

function makeClient(): QueryClient {
  // A session may end at any time; whichever question learns of it, the way in is shown at once.
  const onError = (error: Error) => {
    if (error instanceof Problem && error.status === 401) client.invalidateQueries({ queryKey: SESSION_KEY });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // The server's own refusal will not change by asking again; a server that is away may come back.
        retry: (failures, error) => !(error instanceof Problem) && failures < 2,
      },
    },
  });
  return client;
}

/** The application: what every page shares, and the pages. */
export function App() {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <Shell>
          <Pages />
        </Shell>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
