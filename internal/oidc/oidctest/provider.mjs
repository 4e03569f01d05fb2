// A certified OpenID Connect provider (oidc-provider) for tests: it asks for a login and a consent in forms, demands PKCE,
// and knows everybody by the name that is typed. Arguments: the folder of node_modules, the port, the callback's address.
import { pathToFileURL } from "node:url"

const [modules, port, callback] = process.argv.slice(2)
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`))

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "liem", client_secret: "bi-mat", redirect_uris: [callback] }],
  pkce: { required: () => true, methods: ["S256"] },
  claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: id, preferred_username: id, email: `${id}@vks.example`, email_verified: id !== "chua-xac-minh" }),
  }),
  cookies: { keys: ["for a test"] },
  features: { devInteractions: { enabled: true } },
})
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"))
