import { createAuthClient } from "better-auth/client";
import { jwtClient } from "better-auth/client/plugins";
import { Device } from "./device.mjs";

export const PASSWORD = "correct horse battery";
let born = 0;

/** A person nobody has met yet, so that scenarios do not trip over each other's accounts. */
export function person(name = "Ada") {
  return { name, email: `${name.toLowerCase()}.${process.pid}.${++born}@example.com`, password: PASSWORD };
}

/** The official client on a device of its own, as an application would set it up. */
export function client(server, device = new Device(server.url)) {
  const auth = createAuthClient({
    baseURL: server.url,
    plugins: [jwtClient()],
    fetchOptions: { customFetchImpl: device.fetch },
  });
  return { auth, device };
}

/** The official client in a program without cookies that sends a bearer token. */
export function bearerClient(server, token) {
  const device = new Device();
  const auth = createAuthClient({
    baseURL: server.url,
    plugins: [jwtClient()],
    fetchOptions: {
      customFetchImpl: async (input, init) => {
        const answer = await fetch(input, init);
        device.answers.push(answer);
        return answer;
      },
      auth: { type: "Bearer", token: () => token },
    },
  });
  return { auth, device };
}

/** What the client resolved to, or the error it gave as a thrown one with the server's code in it. */
export async function ok(call) {
  const { data, error } = await call;
  if (error) throw new Error(`${error.status} ${error.code ?? ""} ${error.message ?? ""}`);
  return data;
}
