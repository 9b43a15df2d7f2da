// What other slices choose people, places and organisations with.

export type { ContactChoice } from "../organisation-contract.ts";
export type { PlaceChoice } from "../place-contract.ts";
export type { ResidentChoice } from "../resident-contract.ts";
export { ContactPicker } from "./contact-picker.tsx";
export { OrganisationPicker } from "./organisation-picker.tsx";
export { PlacePicker } from "./place-picker.tsx";
export { ResidentPicker } from "./resident-picker.tsx";
