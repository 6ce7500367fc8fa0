import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Gate } from "./Gate";
import { SessionLine } from "./SessionLine";

const NOBODY = { users_configured: true, user: null, name: null, sees_all_rows: false };
const DANA = { users_configured: true, user: "dana", name: "Dana Fox", sees_all_rows: false };
const OPEN = { users_configured: false, user: null, name: null, sees_all_rows: true };
const ERROR = { thing: "the token", cause: "is not known", next_step: "Ask for a new one." };

function open(first: object) {
  vi.stubGlobal("fetch", async (_: string, init?: RequestInit) => {
    if (init?.method === "DELETE") return new Response(JSON.stringify(NOBODY));
    if (init?.method !== "POST") return new Response(JSON.stringify(first));
    const { token } = JSON.parse(String(init.body)) as { token: string };
    if (token === "right") return new Response(JSON.stringify(DANA));
    return new Response(JSON.stringify({ error: ERROR }), { status: 401 });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionLine />
      <Gate>
        <p>Secret numbers</p>
      </Gate>
    </QueryClientProvider>,
  );
}

it("lets everybody in while no user is configured", async () => {
  open(OPEN);
  expect(await screen.findByText("Secret numbers")).toBeTruthy();
  expect(screen.queryByText("Sign out")).toBeNull();
});

it("shows nothing before a right token, then the page and who one is, and nothing after signing out", async () => {
  open(NOBODY);
  const field = await screen.findByLabelText("Token");
  expect(screen.queryByText("Secret numbers")).toBeNull();
  await userEvent.type(field, "wrong{Enter}");
  expect(await screen.findByText(/the token: is not known/)).toBeTruthy();
  await userEvent.clear(field);
  await userEvent.type(field, "right{Enter}");
  expect(await screen.findByText("Secret numbers")).toBeTruthy();
  expect(screen.getByText("Dana Fox")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(await screen.findByLabelText("Token")).toBeTruthy();
  expect(screen.queryByText("Secret numbers")).toBeNull();
});
