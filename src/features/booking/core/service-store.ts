import type { ReadableDatabase, WritableDatabase } from "#core/database.ts";
import type { Service } from "../service-contract.ts";

type Kept = Omit<Service, "audiences" | "parties" | "whoMay" | "quotas" | "providerIds" | "equipment"> & {
  audiences: string;
  parties: string;
  whoMay: string;
  quotas: string;
  providerIds: string;
  equipment: string;
};

const serviceOf = (row: Kept): Service => ({
  ...row,
  audiences: JSON.parse(row.audiences),
  parties: JSON.parse(row.parties),
  whoMay: JSON.parse(row.whoMay),
  quotas: JSON.parse(row.quotas),
  providerIds: JSON.parse(row.providerIds),
  equipment: JSON.parse(row.equipment),
});

const select = `
  SELECT s.*,
    (SELECT json_group_array(p.providerId) FROM service_providers p WHERE p.serviceId = s.id) AS providerIds,
    (SELECT json_group_array(json_object('equipmentId', e.equipmentId, 'count', e.count)) FROM service_equipment e
      WHERE e.serviceId = s.id) AS equipment
  FROM services s`;

export type ServiceFilters = {
  category: Service["category"] | null;
  audience: Service["audiences"][number] | null;
  mode: Service["mode"] | null;
  withRetired: boolean;
};

export const servicesOf = (db: ReadableDatabase, filters: ServiceFilters): Service[] =>
  db
    .all<Kept>(
      `${select}
       WHERE (s.isRetired = 0 OR :withRetired = 1) AND (:category IS NULL OR s.category = :category)
         AND (:mode IS NULL OR s.mode = :mode)
         AND (:audience IS NULL OR s.audiences = '[]'
           OR EXISTS (SELECT 1 FROM json_each(s.audiences) a WHERE a.value = :audience))
       ORDER BY s.isRetired, s.category, s.name`,
      filters,
    )
    .map(serviceOf);

export const findService = (db: ReadableDatabase, id: string): Service | undefined => {
  const row = db.one<Kept>(`${select} WHERE s.id = :id`, { id });
  return row && serviceOf(row);
};

export const serviceNamed = (db: ReadableDatabase, name: string): string | undefined =>
  db.one<{ id: string }>("SELECT id FROM services WHERE name = :name", { name })?.id;

const written = (service: Omit<Service, "isRetired" | "version">) => {
  const { providerIds: _providerIds, equipment: _equipment, ...row } = service;
  return {
    ...row,
    audiences: JSON.stringify(row.audiences),
    parties: JSON.stringify(row.parties),
    whoMay: JSON.stringify(row.whoMay),
    quotas: JSON.stringify(row.quotas),
  };
};

const putNeeds = (db: WritableDatabase, { id, providerIds, equipment }: Omit<Service, "isRetired" | "version">) => {
  db.run("DELETE FROM service_providers WHERE serviceId = :id", { id });
  db.run("DELETE FROM service_equipment WHERE serviceId = :id", { id });
  for (const providerId of providerIds)
    db.run("INSERT INTO service_providers (serviceId, providerId) VALUES (:id, :providerId)", { id, providerId });
  for (const { equipmentId, count } of equipment)
    db.run("INSERT INTO service_equipment (serviceId, equipmentId, count) VALUES (:id, :equipmentId, :count)", {
      id,
      equipmentId,
      count,
    });
};

export const insertService = (db: WritableDatabase, service: Omit<Service, "isRetired" | "version">): void => {
  db.run(
    `INSERT INTO services (id, name, category, mode, audiences, parties, durationMinutes, placeCount, maxHeadCount,
       roomId, bring, whoMay, quotas, minNoticeMinutes, maxDaysAhead, priceKind, price, subsidySource, consent,
       isApprovalNeeded, hasWaitingList, isTwoPersonVisit, note, isRetired, version)
     VALUES (:id, :name, :category, :mode, :audiences, :parties, :durationMinutes, :placeCount, :maxHeadCount,
       :roomId, :bring, :whoMay, :quotas, :minNoticeMinutes, :maxDaysAhead, :priceKind, :price, :subsidySource, :consent,
       :isApprovalNeeded, :hasWaitingList, :isTwoPersonVisit, :note, 0, 1)`,
    written(service),
  );
  putNeeds(db, service);
};

/** False when someone else saved first. */
export const updateService = (db: WritableDatabase, service: Service): boolean => {
  const isSaved =
    db.run(
      `UPDATE services SET name = :name, category = :category, mode = :mode, audiences = :audiences, parties = :parties,
         durationMinutes = :durationMinutes, placeCount = :placeCount, maxHeadCount = :maxHeadCount, roomId = :roomId,
         bring = :bring, whoMay = :whoMay, quotas = :quotas, minNoticeMinutes = :minNoticeMinutes,
         maxDaysAhead = :maxDaysAhead, priceKind = :priceKind, price = :price, subsidySource = :subsidySource,
         consent = :consent, isApprovalNeeded = :isApprovalNeeded, hasWaitingList = :hasWaitingList, isTwoPersonVisit = :isTwoPersonVisit,
         note = :note, isRetired = :isRetired, version = version + 1
       WHERE id = :id AND version = :version`,
      { ...written(service), isRetired: service.isRetired, version: service.version },
    ) === 1;
  if (isSaved) putNeeds(db, service);
  return isSaved;
};

export const servicesById = (
  db: ReadableDatabase,
  ids: readonly string[],
): Map<string, Pick<Service, "id" | "name" | "category" | "mode">> =>
  new Map(
    db
      .all<Pick<Service, "id" | "name" | "category" | "mode">>(
        "SELECT id, name, category, mode FROM services WHERE id IN (SELECT value FROM json_each(:ids))",
        { ids: JSON.stringify(ids) },
      )
      .map((row) => [row.id, row]),
  );
