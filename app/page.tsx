export default function Page() {
  return <main>Foyer</main>;
}
