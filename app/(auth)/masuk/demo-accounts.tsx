import { ROLE_LABELS } from "@/lib/auth/labels";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/demo/demo-accounts";

/** Who one can be in a demonstration office; these accounts exist in no other. */
export function DemoAccounts() {
  return (
    <section
      aria-labelledby="akun-contoh"
      className="mt-8 rounded border border-line bg-surface px-4 py-3"
    >
      <h2 id="akun-contoh" className="text-heading">
        Akun contoh
      </h2>
      <p className="text-small text-muted">
        Kata sandi semuanya: <span className="font-semibold text-text">{DEMO_PASSWORD}</span>
      </p>
      <dl className="mt-2 text-small">
        {DEMO_ACCOUNTS.map(({ username, role }) => (
          <div key={username} className="grid grid-cols-2 gap-3 border-t border-line py-1.5">
            <dt>{ROLE_LABELS[role]}</dt>
            <dd className="font-semibold">{username}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
