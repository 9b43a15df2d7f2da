import { Alert } from "@mantine/core";
import { catalogueWords, mattersOnCatalogue } from "../catalogue.ts";
import { useAnswer } from "./door.ts";

/** Says that what is written is a matter of the 协商目录, and by which word it is known. It stops nobody. */
export const CatalogueNote = ({ text, advice }: { text: string; advice: string }) => {
  const answer = useAnswer("council.listMatters", {});
  const found = mattersOnCatalogue(answer.data?.matters ?? [], text);
  if (found.length === 0) return null;
  return (
    <Alert color="orange" py="xs" role="status">
      {found.map(catalogueWords).join("；")}。{advice}
    </Alert>
  );
};
