import { useEffect, useEffectEvent } from "react";

/** Calls `act` with the value once it has stood still for a while; the value of the first render is no change. */
export function useDebounced<T>(value: T, settled: T, act: (value: T) => void, delay = 400): void {
  const fire = useEffectEvent(() => act(value));
  useEffect(() => {
    if (Object.is(value, settled)) return;
    const timer = setTimeout(fire, delay);
    return () => clearTimeout(timer);
  }, [value, settled, delay]);
}
