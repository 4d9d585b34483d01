// Talks to a simulated store with Shopify's own clients, as apps do. Argument: the simulator's address. Prints one line of JSON.
import assert from 'node:assert/strict';
import http from 'node:http';
import {createAdminApiClient} from '@shopify/admin-api-client';
import '@shopify/shopify-api/adapters/node';
import {setAbstractFetchFunc} from '@shopify/shopify-api/runtime';
import {shopifyApi, ApiVersion, LogSeverity, Session} from '@shopify/shopify-api';

const simulator = process.argv[2];
const shop = 'demo.myshopify.com';

/** Shopify's clients ask https://{shop}; the simulated store is elsewhere. */
const toSimulator = (url, init) => {
  const asked = new URL(url);
  assert.equal(asked.hostname, shop);
  return fetch(simulator + asked.pathname + asked.search, init);
};

async function adminApiClient() {
  const client = createAdminApiClient({
    storeDomain: shop, apiVersion: '2026-10', accessToken: 'shpat_demo', customFetchApi: toSimulator, retries: 0,
  });
  const found = await client.request('query Shop { shop { id name } productsCount { count } }');
  assert.equal(found.errors, undefined, JSON.stringify(found.errors));
  const wrong = await client.request('query Wrong { shop { nothing } }');
  const created = await client.request(
    `mutation Set($input: ProductSetInput!) {
      productSet(input: $input, synchronous: true) { product { id title } userErrors { field message code } }
    }`,
    {variables: {input: {title: 'From Shopify\'s own client'}}});
  const dead = createAdminApiClient({
    storeDomain: shop, apiVersion: '2026-10', accessToken: 'shpat_dead', customFetchApi: toSimulator, retries: 0,
  });
  const refused = await dead.request('query Shop { shop { id } }');
  return {
    shop: found.data.shop.name,
    products: found.data.productsCount.count,
    cost: found.extensions.cost.requestedQueryCost,
    wrong: wrong.errors.graphQLErrors[0].message,
    created: created.data.productSet.product.title,
    refused: refused.errors.networkStatusCode,
  };
}

function library() {
  setAbstractFetchFunc(toSimulator);
  return shopifyApi({
    apiKey: 'demo-key', apiSecretKey: 'demo-secret', scopes: ['read_products'], hostName: 'ledger.example',
    apiVersion: ApiVersion.October26, isEmbeddedApp: false, logger: {level: LogSeverity.Error},
  });
}

async function shopifyClient(shopify) {
  const session = new Session({id: 'offline', shop, state: '', isOnline: false, accessToken: 'shpat_demo'});
  const client = new shopify.clients.Graphql({session});
  const page = await client.request('query Orders { orders(first: 3) { nodes { id name } pageInfo { hasNextPage } } }');
  return {orders: page.data.orders.nodes.length, more: page.data.orders.pageInfo.hasNextPage};
}

async function grants(shopify) {
  const {session} = await shopify.auth.clientCredentials({shop});
  return {token: session.accessToken, scope: session.scope, expires: session.expires > new Date()};
}

/** Deliveries of the simulated store, each judged by the library on the bytes that came. */
async function webhooks(shopify) {
  const judged = [];
  let enough;
  const done = new Promise((resolve) => (enough = resolve));
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const rawBody = Buffer.concat(chunks).toString('utf8');
      const good = await shopify.webhooks.validate({rawBody, rawRequest: request, rawResponse: response});
      const altered = await shopify.webhooks.validate({rawBody: rawBody + ' ', rawRequest: request, rawResponse: response});
      judged.push({topic: good.topic, domain: good.domain, valid: good.valid, altered: altered.valid});
      response.writeHead(200).end();
      if (judged.length === 5) enough();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const uri = `http://127.0.0.1:${server.address().port}/webhooks`;
  await fetch(simulator + '/__sim/subscriptions', {
    method: 'POST', body: JSON.stringify({uri, topics: ['orders/create', 'products/create'], seeded: true, kinds: ['orders', 'products']}),
  });
  await done;
  server.close();
  server.closeAllConnections();
  return judged.slice(0, 5);
}

const admin = await adminApiClient();
const shopify = library();
const client = await shopifyClient(shopify);
console.log(JSON.stringify({admin, client, grants: await grants(shopify), webhooks: await webhooks(shopify)}));
