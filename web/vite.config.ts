import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.ALMANAC_URL ?? "http://127.0.0.1:8420";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": server } },
  build: {
    target: "es2023",
    // The page's security policy allows scripts and images from its own origin only: nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // The chart library is one chunk that is loaded with the first chart.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What most pages share comes as one file, not as a dozen small ones that each cost a request; what the
        // shell needs itself, and the charts, stay apart.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: "parts",
              test: /src\/(components\/(?!Loading|Notice|Prose|ProblemNotice|EChart)|lib\/(answer|cells|days|places|use))/,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    testTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
