import { formatScore } from "@/lib/format";
import type { Part, Score } from "./account";
import { groupLabel, isMissing } from "./words/reasons";

/** Parts that belong together, and what they won and lost in all. */
export type Group = { parent: string; points: number; max: number; before: Before | null; parts: Part[] };

/** The points of 30 days before, and how many there could have been. */
export type Before = { points: number; max: number };

/** Below it a row would read "0.0 points". */
const SHOWN_FROM = 0.05;

/** What is shown: rules that cap or round only where they moved the score. */
export function shownParts(score: Score): Part[] {
  const silent = ["rounding", "cap", "lost"];
  return score.parts.filter(
    (part) => !silent.includes(part.component) || Math.abs(part.points) >= SHOWN_FROM,
  );
}

/** The parts by what they belong to: where most was lost comes first, or where most risk was added. */
export function groupsOf(score: Score): Group[] {
  const groups = new Map<string, Part[]>();
  for (const part of shownParts(score)) {
    groups.set(part.parent, [...(groups.get(part.parent) ?? []), part]);
  }
  const made = [...groups].map(([parent, parts]) => ({
    parent,
    parts,
    points: sum(parts.map((part) => part.points)),
    max: sum(parts.map((part) => part.max_points)),
    before: togetherBefore(parts.map(beforeOf)),
  }));
  return made.sort((one, other) => weight(other, score) - weight(one, score));
}

/** What a part had 30 days before; nothing where it was not there. */
export function beforeOf({ points_30d_ago: points, max_points_30d_ago: max }: Part): Before | null {
  return points === null || max === null ? null : { points, max };
}

function togetherBefore(parts: (Before | null)[]): Before | null {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  return { points: sum(known.map(({ points }) => points)), max: sum(known.map(({ max }) => max)) };
}

function weight(group: Group, score: Score): number {
  return isRisk(score) ? group.points : group.max - group.points;
}

/** Whether points are bad: a score that is better when it falls. */
export function isRisk(score: Score): boolean {
  return score.metric?.direction === "down";
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The score in one sentence: where most of its points went. */
export function headlineOf(score: Score): string {
  if (score.value === null)
    return "There is no score: the customer is not active, or nothing could be measured.";
  const heavy = groupsOf(score)
    .filter((group) => weight(group, score) >= 1)
    .slice(0, 2)
    .map((group) => `${groupLabel(group.parent).toLowerCase()} (${formatScore(weight(group, score))})`);
  if (heavy.length === 0) return isRisk(score) ? "No warning sign." : "Hardly a point is lost.";
  return isRisk(score)
    ? `Points come from ${heavy.join(" and ")}.`
    : `Most is lost on ${heavy.join(" and ")}.`;
}

/** What part of the weight could be measured, where that is not all of it. */
export function coverageOf(score: Score): string | null {
  if (score.coverage === null || score.coverage > 0.995) return null;
  const missing = score.parts.filter(isMissing).length;
  return missing > 0 ? "What could not be measured gave its weight to the other parts." : null;
}
