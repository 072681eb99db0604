// A jail's system asks before it acts: may somebody be held longer on this paper? The types are made from the schema:
//
//   npx openapi-typescript http://localhost:8021/api/v1/openapi.json -o schema.ts --default-non-nullable=false
//   npx tsc --strict --target es2022 --module nodenext --types node ask_before.ts && node ask_before.js http://localhost:8021 us-or detainer
//
// Only what the law turns on is sent: no name, no number, no date of birth.
import type { components } from "./schema.js";

type Situation = components["schemas"]["Situation"];
type Decision = components["schemas"]["DecisionReport"];
type Problem = components["schemas"]["Problem"];
type Paper = NonNullable<NonNullable<Situation["context"]>["paper"]>;

const isProblem = (found: Decision | Problem): found is Problem => "type" in found;

export const decide = async (address: string, situation: Situation): Promise<Decision | Problem> => {
  const answer = await fetch(`${address}/api/v1/decide`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(situation),
  });
  return (await answer.json()) as Decision | Problem;
};

const [address = "http://localhost:8021", place = "us-or", paper = "detainer"] = process.argv.slice(2);
const found = await decide(address, {
  place,
  actor: "sheriff",
  action: "hold",
  resource: "subject",
  context: { requester: "immigration-authority", paper: paper as Paper },
});
if (isProblem(found)) {
  console.log(JSON.stringify(found, null, 2));
  process.exitCode = 2;
} else {
  console.log(`${found.outcome} (${found.place}, ${found.on}; law read through ${found.known_through})`);
  for (const rule of found.rules) console.log(`- ${rule.words} (${rule.cites})`);
  process.exitCode = found.outcome === "depends" ? 1 : 0;
}
