import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter } from "react-router";
import { Problem } from "@/lib/problem";
import { Pages } from "./Pages";
import { Shell } from "./Shell";

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // The server's own refusal will not change by asking again; a server that is away may come back.
        retry: (failures, error) => !(error instanceof Problem) && failures < 2,
      },
    },
  });
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
