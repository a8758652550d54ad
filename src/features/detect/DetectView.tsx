/** What the network has not learned. */
export default function DetectView() {
  return <main />;
}
