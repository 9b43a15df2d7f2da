import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { Vote } from "../vote-contract.ts";
import type { VotePaper } from "../vote-paper-contract.ts";

/** The paper that goes with the way of voting. */
export const VotePaperLinks = ({ meetingId, vote }: { meetingId: string; vote: Pick<Vote, "id" | "method"> }) => {
  const navigate = useNavigate();
  const open = (paper: VotePaper) =>
    void navigate({ to: "/council/vote-paper" as never, search: { id: meetingId, voteId: vote.id, paper } as never });
  if (vote.method === "hands") return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => open(vote.method === "paper" ? "ballots" : "signatures")}
    >
      {vote.method === "paper" ? "打印表决票、计票单" : "打印签字表"}
    </Button>
  );
};
