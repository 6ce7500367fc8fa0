import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { AdoptionPage } from "@/features/adoption/AdoptionPage";
import { Problem } from "@/lib/problem";
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

/** The application: one page for now, and the place where the next ones join. */
export function App() {
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={client}>
      <Shell>
        <AdoptionPage />
      </Shell>
    </QueryClientProvider>
  );
}
