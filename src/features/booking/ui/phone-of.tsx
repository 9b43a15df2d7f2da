import { useState } from "react";
import { useCommand } from "./door.ts";

/** The phone of a booking: masked until somebody asks, which is kept. */
export const PhoneOf = ({ booking }: { booking: { id: string; maskedPhone: string } }) => {
  const reveal = useCommand("booking.revealPhone");
  const [phone, setPhone] = useState<string | null>(null);
  if (booking.maskedPhone === "") return <>没有留电话</>;
  return (
    <>
      {phone ?? booking.maskedPhone}{" "}
      {phone === null && (
        <button
          type="button"
          className="link-button"
          onClick={async () => {
            const reply = await reveal.run({ id: booking.id });
            if (reply.ok) setPhone(reply.value.phone);
          }}
        >
          看号码
        </button>
      )}
    </>
  );
};
