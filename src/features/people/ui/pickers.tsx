// What other slices choose people, places and organisations with.
export { ContactPicker } from "./contact-picker.tsx";
export { OrganisationPicker } from "./organisation-picker.tsx";
export { PlacePicker } from "./place-picker.tsx";
export { ResidentPicker } from "./resident-picker.tsx";
