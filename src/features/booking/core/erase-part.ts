import type { ErasePart } from "#features/people/core/erase-operations.ts";

/** Bookings stay for what is counted by them; what was written down of the person goes. */
export const bookingErasePart: ErasePart = {
  stillNeeded: (db, residentId) => {
    const count = (sql: string) => db.one<{ count: number }>(sql, { residentId })?.count ?? 0;
    const open = count(
      "SELECT count(*) AS count FROM bookings WHERE residentId = :residentId AND state IN ('booked', 'arrived', 'waiting')",
    );
    const papers = count(
      `SELECT count(*) AS count FROM errand_documents d JOIN bookings b ON b.id = d.bookingId
       WHERE b.residentId = :residentId AND d.returnedAt IS NULL`,
    );
    const gives = count("SELECT count(*) AS count FROM providers WHERE residentId = :residentId AND isRetired = 0");
    return [
      ...(open > 0 ? [`还有 ${open} 个没有结束的预约`] : []),
      ...(papers > 0 ? [`还有 ${papers} 件材料没有归还`] : []),
      ...(gives > 0 ? ["还是服务提供者，请先停用"] : []),
    ];
  },

  erase: ({ db }, { id }) => {
    const bookings = db.all<{ id: string }>("SELECT id FROM bookings WHERE residentId = :id", { id });
    const ids = bookings.map((row) => row.id);
    const of = { ids: JSON.stringify(ids) };
    const theirs = "bookingId IN (SELECT value FROM json_each(:ids))";
    db.run(
      `UPDATE bookings SET contactName = '', phone = '', purpose = '', note = '',
         reason = CASE reason WHEN '' THEN '' ELSE '已抹去' END,
         overruled = '[]', overruleReason = '', version = version + 1
       WHERE id IN (SELECT value FROM json_each(:ids))`,
      of,
    );
    db.run(`UPDATE waiting_calls SET words = '' WHERE ${theirs}`, of);
    db.run(`UPDATE tellings SET why = '已抹去' WHERE ${theirs}`, of);
    db.run(`UPDATE home_visits SET address = '', doorNote = '', returnNote = '' WHERE ${theirs}`, of);
    db.run(`UPDATE errands SET matter = '', office = '' WHERE ${theirs}`, of);
    db.run(`UPDATE errand_documents SET name = '已抹去', returnedTo = '' WHERE ${theirs}`, of);
    return { booking: ids };
  },
};
