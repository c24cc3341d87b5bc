// A page as an application would write it: the official React client, and its useSession deciding what is shown.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { createAuthClient } from "better-auth/react";

// Served with the page: empty when the server is behind the page's own origin, else the server's address.
const auth = createAuthClient({ baseURL: window.AUTH_URL || undefined });

function App() {
  const { data, isPending, error } = auth.useSession();
  const [sessions, setSessions] = useState(null);
  const [problem, setProblem] = useState("");
  const run = (call) => async (event) => {
    event.preventDefault();
    setProblem("");
    const answer = await call(event).catch((thrown) => ({ error: { code: "THROWN", message: `${thrown}` } }));
    if (answer.error) setProblem(answer.error.code ?? `${answer.error.status}`);
    return answer;
  };
  const form = () => Object.fromEntries(new FormData(document.querySelector("form")));
  const list = run(async () => {
    const answer = await auth.listSessions();
    if (answer.data) setSessions(answer.data);
    return answer;
  });

  return (
    <main>
      <p id="who">{isPending ? "…" : data ? data.user.email : "nobody"}</p>
      <p id="session">{data?.session.id}</p>
      <p id="problem">{problem || error?.message}</p>
      <form>
        <input name="name" /><input name="email" /><input name="password" type="password" />
        <label><input name="remember" type="checkbox" defaultChecked />remember</label>
        <button id="sign-up" onClick={run(() => { const { name, email, password } = form(); return auth.signUp.email({ name, email, password }); })}>Sign up</button>
        <button id="sign-in" onClick={run(() => { const { email, password, remember } = form(); return auth.signIn.email({ email, password, rememberMe: remember === "on" }); })}>Sign in</button>
      </form>
      <button id="sign-out" onClick={run(() => auth.signOut())}>Sign out</button>
      <button id="list" onClick={list}>List</button>
      <button id="revoke-others" onClick={run(() => auth.revokeOtherSessions())}>Revoke others</button>
      <ul id="sessions">
        {sessions?.map(({ id, token }) => (
          <li key={id} data-own={id === data?.session.id}>
            {id}
            <button onClick={async (event) => { await run(() => auth.revokeSession({ token }))(event); await list(event); }}>Revoke</button>
          </li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.getElementById("root")).render(<App />);
