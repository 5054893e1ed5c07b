/** Stands for the application's mail provider. */
export async function sendDigest(address: string): Promise<void> {
  await fetch('https://mail.example.com/v1/send', { method: 'POST', body: JSON.stringify({ to: address, template: 'digest' }) });
}
