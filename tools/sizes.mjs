/** Windows in which the page is looked at, width x height in CSS pixels: laptops, large screens, a projector, a phone. */
export const SIZES = [
  [1366, 641],
  [1280, 587],
  [1536, 730],
  [1440, 900],
  [1920, 1080],
  [1024, 768],
  [390, 844],
];
