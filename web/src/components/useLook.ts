import { useMemo } from "react";
import { useMediaQuery } from "@/lib/useMediaQuery";

/** Reads a colour of the page's style sheet by the name of its custom property. */
export type Ink = (name: `--${string}`) => string;

/** How charts look here and now: the colours of the theme, and whether there is little room. */
export type Look = { ink: Ink; narrow: boolean };

function pageInk(): Ink {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

/** The look of charts; changes with the colour scheme and the width of the window. */
export function useLook(): Look {
  const dark = useMediaQuery("(prefers-color-scheme: dark)");
  const narrow = useMediaQuery("(max-width: 640px)");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the scheme changes
  return useMemo(() => ({ ink: pageInk(), narrow }), [dark, narrow]);
}
