// A jail's system asks before it acts: may somebody be held longer on this paper? The types are made from the API's schema:
//
//   npm ci
//   curl -s http://localhost:8021/api/v1/openapi.json -o openapi.json
//   npm run types && npm run build && node ask_before.js http://localhost:8021 us-or detainer
//
// Only what the law turns on is sent: no name, no number, no date of birth. The answer says what the encoded law says, which rules decide
// and what follows; a person decides what is done. Where the answer is `depends`, `next-question` names what to find out.
import type { components } from "./schema.js";

type Shapes = components["schemas"];
type Situation = Shapes["HoldSituation"];
type Decision = Shapes["DecisionReport"];
type Step = Shapes["NextQuestion"];
type Problem = Shapes["Problem"];
type Paper = NonNullable<NonNullable<Situation["context"]>["paper"]>;

const isProblem = (found: object): found is Problem => "type" in found;

/** The answer, or the problem (RFC 9457) of a refusal, which has a `type`. */
const ask = async <Answer extends object>(address: string, path: string, body: object): Promise<Answer | Problem> => {
  const answer = await fetch(`${address}/api/v1/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  return (await answer.json()) as Answer | Problem;
};

export const decide = (address: string, situation: Situation) => ask<Decision>(address, "decide", situation);
export const nextQuestion = (address: string, situation: Situation) => ask<Step>(address, "next-question", situation);

/** 0: the law says the same whatever else is true; 1: it turns on something, or says nothing; 2: it cannot be asked. */
const main = async (address: string, place: string, paper: Paper): Promise<number> => {
  const situation: Situation = {
    place,
    actor: "sheriff",
    action: "hold",
    resource: "subject",
    context: { requester: "immigration-authority", paper },
  };
  const found = await decide(address, situation);
  if (isProblem(found)) {
    console.log(JSON.stringify(found, null, 2));
    return 2;
  }
  console.log(`${found.outcome} (${found.place}, ${found.on}; law read through ${found.known_through})`);
  for (const rule of found.rules) console.log(`- ${rule.words} (${rule.cites})`);
  for (const duty of found.duties) console.log(`- duty: ${duty.duty}, on ${duty.on} ${duty.within} (${duty.cites})`);
  if (found.outcome !== "depends") return found.outcome === "silent" || found.outcome === "unknown" || found.outcome === "conflict" ? 1 : 0;
  const step = await nextQuestion(address, situation);
  if (!isProblem(step) && step.question) console.log(`Ask next: ${step.question.ask}`);
  return 1;
};

const [address = "http://localhost:8021", place = "us-or", paper = "detainer"] = process.argv.slice(2);
process.exitCode = await main(address, place, paper as Paper);
