/** Reverse rules on digits. */
export default function Digits() {
  return null;
}
