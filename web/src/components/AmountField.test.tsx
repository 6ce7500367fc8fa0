import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { AmountField } from "./AmountField";

function Amount() {
  const [value, setValue] = useState<number | null>(null);
  return (
    <>
      <AmountField label="ARR from" placeholder="no minimum" value={value} onChange={setValue} />
      <output>{String(value)}</output>
      <button type="button" onClick={() => setValue(null)}>
        clear
      </button>
    </>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>("ARR from");
const value = () => screen.getByRole("status").textContent;

it("speaks up once typing has paused, without touching what was typed", async () => {
  const user = userEvent.setup();
  render(<Amount />);
  await user.type(field(), "50k");
  expect(value()).toBe("null");
  await waitFor(() => expect(value()).toBe("50000"), { timeout: 1500 });
  expect(field().value).toBe("50k");
});

it("writes the amount out on Enter", async () => {
  const user = userEvent.setup();
  render(<Amount />);
  await user.type(field(), "50k{Enter}");
  expect(value()).toBe("50000");
  expect(field().value).toBe("50,000");
});

it("says what is wrong and keeps the last amount", async () => {
  const user = userEvent.setup();
  render(<Amount />);
  await user.type(field(), "lots{Enter}");
  expect(value()).toBe("null");
  expect(field().getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText(/such as 50000 or 50k/)).toBeTruthy();
});

it("follows a value that is changed from outside", async () => {
  const user = userEvent.setup();
  render(<Amount />);
  await user.type(field(), "50k{Enter}");
  await user.click(screen.getByText("clear"));
  expect(field().value).toBe("");
});
