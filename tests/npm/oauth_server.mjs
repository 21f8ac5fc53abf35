// oidc-provider with rotating refresh tokens, on a free port; prints the port when it is ready. Anybody who asks is signed
// in and agrees at once.
import http from 'node:http';
import Provider from 'oidc-provider';

const server = http.createServer().listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'sluice', client_secret: 'a secret of the test', redirect_uris: ['http://127.0.0.1/callback'],
      application_type: 'native', token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    }],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: { AccessToken: Number(process.argv[2] ?? 2), RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600 },
    issueRefreshToken: async () => true,
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/agree/${interaction.uid}` },
  });
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/agree/')) return provider.callback()(request, response);
    try {
      const { prompt, params, session } = await provider.interactionDetails(request, response);
      const accountId = session?.accountId ?? 'ada';
      if (prompt.name === 'login') return await provider.interactionFinished(request, response, { login: { accountId } });
      const grant = new provider.Grant({ accountId, clientId: params.client_id });
      grant.addOIDCScope(params.scope);
      const grantId = await grant.save();
      return await provider.interactionFinished(request, response, { consent: { grantId } },
        { mergeWithLastSubmission: true });
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  console.log(server.address().port);
});
