package dev.switchboard.adapter.in.web.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import java.io.IOException;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishedKeySetTest {

    private static final String ISSUER = "https://login.example/hub";
    private static final String KEYS = "https://login.example/keys";
    private static final String DISCOVERY = ISSUER + "/.well-known/openid-configuration";
    private static final JWKSet SET = new JWKSet(TokenMaker.KEY.toPublicJWK());

    @Test
    void readsTheKeysAtTheirConfiguredAddress() throws Exception {
        var page = page(KEYS, Map.of(KEYS, SET.toString()));

        assertThat(page.fetch().getKeys()).isEqualTo(SET.getKeys());
    }

    @Test
    void asksTheDiscoveryDocumentForTheAddress() throws Exception {
        var page = page(null, Map.of(DISCOVERY, discovery(ISSUER), KEYS, SET.toString()));

        assertThat(page.fetch().getKeys()).isEqualTo(SET.getKeys());
    }

    @Test
    void refusesAnotherIssuersDiscoveryDocument() {
        var page = page(null, Map.of(DISCOVERY, discovery("https://evil.example"), KEYS, "{}"));

        assertThatExceptionOfType(IOException.class).isThrownBy(page::fetch);
    }

    @Test
    void refusesWhatIsNoKeySet() {
        var page = page(KEYS, Map.of(KEYS, "<html>"));

        assertThatExceptionOfType(ParseException.class).isThrownBy(page::fetch);
    }

    private static String discovery(String issuer) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, KEYS);
    }

    private static PublishedKeySet page(@Nullable String keys, Map<String, String> web) {
        ResourceRetriever http =
                url -> {
                    String text = web.get(url.toString());
                    if (text == null) {
                        throw new IOException("404 " + url);
                    }
                    return new Resource(text, "application/json");
                };
        return new PublishedKeySet(new Oidc(ISSUER, keys, "switchboard", "roles", "client"), http);
    }
}
