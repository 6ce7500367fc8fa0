import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// A busy machine takes its time; what never comes is still missed.
configure({ asyncUtilTimeout: 8_000 });

// What a chart draws is tested by its option; without a layout there is nothing to see.
vi.mock("@/components/EChart", () => ({ default: () => null }));

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
