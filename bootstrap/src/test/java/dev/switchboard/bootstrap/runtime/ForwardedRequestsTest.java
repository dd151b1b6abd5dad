package dev.switchboard.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedRequestsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "203.0.113.9, 203.0.113.9",
                "\"198.51.100.1, 203.0.113.9\", 203.0.113.9",
                "\"198.51.100.1, 203.0.113.9, 10.1.2.3, 127.0.0.1\", 203.0.113.9",
                "\"203.0.113.9:4711, 10.1.2.3:80\", 203.0.113.9",
                "\"127.0.0.1, 2001:db8::7\", [2001:db8:0:0:0:0:0:7]",
                "\"127.0.0.1, [2001:db8::7]:443\", [2001:db8:0:0:0:0:0:7]",
                "10.1.2.3, 127.0.0.1",
                "\"203.0.113.9, unknown\", 127.0.0.1",
                "\"203.0.113.9, _hidden\", 127.0.0.1",
                "\"203.0.113.9, a.example\", 127.0.0.1",
            })
    void takesTheLastAddressThatIsNoTrustedProxys(String hops, String client) throws Exception {
        assertThat(seen(false, List.of("127.0.0.0/8", "10.0.0.0/8"), "X-Forwarded-For", hops))
                .startsWith(client + " http false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-Forwarded-Host",
                "Forwarded",
                "X-Proxied-Https",
                "Proxy-ssl-id",
                "X-Forwarded-Server"
            })
    void believesNobodyWhoIsNotListed(String header) throws Exception {
        String lie = header.equals("Forwarded") ? "for=203.0.113.9;proto=https" : "on";

        assertThat(seen(false, List.of("192.0.2.1"), header, lie, "X-Forwarded-Proto", "https"))
                .matches("127.0.0.1 http false localhost:[0-9]+ null");
    }

    @Test
    void takesSchemeAndHostOfAProxy() throws Exception {
        assertThat(
                        seen(
                                false,
                                List.of("127.0.0.1"),
                                "X-Forwarded-Proto",
                                "https",
                                "X-Forwarded-Host",
                                "hub.example.com",
                                "X-Forwarded-Port",
                                "443"))
                .isEqualTo("127.0.0.1 https true hub.example.com https");
    }

    @Test
    void takesThePortThatAProxyNamesApart() throws Exception {
        assertThat(
                        seen(
                                false,
                                List.of("127.0.0.1"),
                                "X-Forwarded-For",
                                "203.0.113.9",
                                "X-Forwarded-Proto",
                                "http",
                                "X-Forwarded-Host",
                                "hub.example.com",
                                "X-Forwarded-Port",
                                "8080"))
                .isEqualTo("203.0.113.9 http false hub.example.com:8080 http");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, javascript",
        "X-Forwarded-Host, a b/c",
        "X-Forwarded-Port, x",
        "Forwarded, for=203.0.113.9"
    })
    void passesOverWhatCannotBe(String header, String value) throws Exception {
        assertThat(seen(false, List.of("127.0.0.1"), header, value))
                .matches("127.0.0.1 http false localhost:[0-9]+ null");
    }

    @Test
    void countsEveryRequestAsHttpsWhereThePublicUrlIs() throws Exception {
        assertThat(seen(true, List.of(), "X-Forwarded-For", "203.0.113.9"))
                .startsWith("127.0.0.1 https true localhost:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "::1/129"})
    void knowsNoSuchProxy(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ForwardingProperties(List.of(text)))
                .withMessageContaining("switchboard.trusted-proxies has '" + text + "'");
    }

    /// The request as a handler sees it.
    private static String seen(boolean byHttps, List<String> trusted, String... headers)
            throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(
                new ForwardedRequests(new ForwardingProperties(trusted).networks(), byHttps));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract.NonBlocking() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        String seen =
                                "%s %s %s %s %s"
                                        .formatted(
                                                Request.getRemoteAddr(request),
                                                request.getHttpURI().getScheme(),
                                                request.isSecure(),
                                                request.getHeaders().get(HttpHeader.HOST),
                                                request.getHeaders()
                                                        .get(HttpHeader.X_FORWARDED_PROTO));
                        response.write(true, StandardCharsets.UTF_8.encode(seen), callback);
                        return true;
                    }
                });
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:" + connector.getLocalPort() + "/");
            HttpRequest request = HttpRequest.newBuilder(uri).headers(headers).build();
            return client.send(request, BodyHandlers.ofString()).body();
        } finally {
            server.stop();
        }
    }
}
