import type { HttpClient } from "isomorphic-git";

/** An HTTP client that knows whether a pack was sent on its way. */
export function watchedHttp(client: HttpClient): { http: HttpClient; wasSent(): boolean } {
  let sent = false;
  return {
    http: {
      request: (order) => {
        if (order.method === "POST" && order.url.endsWith("/git-receive-pack")) sent = true;
        return client.request(order);
      },
    },
    wasSent: () => sent,
  };
}
