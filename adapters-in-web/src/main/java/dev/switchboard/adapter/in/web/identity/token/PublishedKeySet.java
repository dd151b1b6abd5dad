package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/// An OpenID Connect issuer's key set, at its configured address or at that in its discovery
/// document. Both come from the settings and never from a token.
record PublishedKeySet(Oidc settings, ResourceRetriever http) implements KeySetPage {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(3).toMillis();
    private static final int MAX_BYTES = 256 * 1024;

    PublishedKeySet(Oidc settings) {
        this(settings, new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES));
    }

    @Override
    public JWKSet fetch() throws IOException, ParseException {
        return JWKSet.parse(read(address()));
    }

    private String address() throws IOException, ParseException {
        if (settings.jwkSetUri() != null) {
            return settings.jwkSetUri();
        }
        String issuer = settings.issuerUri().replaceFirst("/$", "");
        Map<String, Object> document = JSONObjectUtils.parse(read(issuer + DISCOVERY));
        if (!settings.issuerUri().equals(document.get("issuer"))) {
            throw new IOException("The discovery document is another issuer's");
        }
        return JSONObjectUtils.getString(document, "jwks_uri");
    }

    private String read(String address) throws IOException {
        return http.retrieveResource(URI.create(address).toURL()).getContent();
    }
}
