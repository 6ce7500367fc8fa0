import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// Parts of a page are loaded when they are opened; a busy machine may take its time.
configure({ asyncUtilTimeout: 5_000 });

// jsdom has no layout and therefore no media queries; the page asks for its colour scheme and width.
beforeEach(() => {
  vi.stubGlobal("matchMedia", (media: string) => ({
    media,
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
});

afterEach(() => {
  cleanup();
  window.history.replaceState(null, "", "/");
});
