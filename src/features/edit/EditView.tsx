/** What diffusion is good for: bringing pictures back, filling them in, changing them. */
export default function EditView() {
  return <main />;
}
