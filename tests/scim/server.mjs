// A SCIM server for the trials, of scimmy and its routers: users in memory, one bearer token, the port on stdout.
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const token = process.argv[2];
const users = new Map();
let last = 0;

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, data) => {
    const id = resource.id ?? String(++last);
    if (resource.id && !users.has(id)) throw new SCIMMY.Types.Error(404, null, `User ${id} not found`);
    const user = { ...JSON.parse(JSON.stringify(data)), id };
    users.set(id, user);
    return user;
  })
  .egress((resource) => {
    if (resource.id) {
      if (!users.has(resource.id)) throw new SCIMMY.Types.Error(404, null, `User ${resource.id} not found`);
      return users.get(resource.id);
    }
    const all = [...users.values()];
    return resource.filter ? resource.filter.match(all) : all;
  })
  .degress((resource) => {
    if (!users.delete(resource.id)) throw new SCIMMY.Types.Error(404, null, `User ${resource.id} not found`);
  });

const app = express();
app.use("/scim", new SCIMMYRouters({
  type: "bearer",
  handler: (request) => {
    if (request.header("Authorization") !== `Bearer ${token}`) throw new Error("The token is not known");
    return "trials";
  },
}));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
// The server ends with whoever started it.
process.stdin.on("end", () => process.exit(0)).resume();
