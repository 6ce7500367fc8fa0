import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { formatWord } from "@/lib/format";
import { MultiSelect } from "./MultiSelect";

function Industries({ start = [] as string[] }) {
  const [chosen, setChosen] = useState(start);
  return (
    <>
      <MultiSelect
        label="Industry"
        all="All industries"
        choices={["health", "retail"]}
        write={formatWord}
        chosen={chosen}
        onChange={setChosen}
      />
      <output>{chosen.join(",")}</output>
      <button type="button">elsewhere</button>
    </>
  );
}

const button = () => screen.getByRole("button", { name: /^Industry/ });

it("chooses several and says so on the button", async () => {
  const user = userEvent.setup();
  render(<Industries />);
  expect(button().textContent).toBe("All industries");
  await user.click(button());
  await user.click(screen.getByLabelText("Retail"));
  expect(button().textContent).toBe("Retail");
  await user.click(screen.getByLabelText("Health"));
  expect(button().textContent).toBe("2 chosen");
  expect(screen.getByRole("status").textContent).toBe("retail,health");
});

it("works from the keyboard and gives the focus back on Escape", async () => {
  const user = userEvent.setup();
  render(<Industries />);
  await user.tab();
  await user.keyboard("{Enter}");
  expect(button().getAttribute("aria-expanded")).toBe("true");
  await user.tab();
  await user.keyboard(" ");
  expect(screen.getByRole("status").textContent).toBe("health");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(document.activeElement).toBe(button());
});

it("closes when it is left", async () => {
  const user = userEvent.setup();
  render(<Industries />);
  await user.click(button());
  await user.click(screen.getByText("elsewhere"));
  expect(screen.queryByRole("checkbox")).toBeNull();
});

it("keeps showing a choice that the data no longer offers, so that it can be taken back", async () => {
  const user = userEvent.setup();
  render(<Industries start={["mining"]} />);
  await user.click(button());
  await user.click(screen.getByRole("checkbox", { name: "Mining" }));
  expect(screen.getByRole("status").textContent).toBe("");
});
