package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The page in `docs/protocol/live-events.md`, on its own site.
final class DocumentedPage implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path DOCUMENT = Path.of("../docs/protocol/live-events.md");
    private static final Pattern PAGE = Pattern.compile("```html\n(.*?)```", Pattern.DOTALL);
    private static final String HUB = "http://localhost:8000";

    /// With its checksum, which fits that client alone.
    private static final Pattern CLIENT = Pattern.compile("https://cdn[^>]*anonymous");

    private final HttpServer site;
    private volatile String page = "";

    private DocumentedPage(HttpServer site) {
        this.site = site;
    }

    /// Opens its site, empty yet.
    static DocumentedPage open() throws IOException {
        HttpServer site =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DocumentedPage documented = new DocumentedPage(site);
        site.createContext("/", documented::serve);
        site.start();
        return documented;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = page.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    URI address() {
        return URI.create(origin() + "/");
    }

    /// Copies the page, with the hub's address in it, and the client that a hub in the demo serves.
    void copyFor(URI hub) throws IOException {
        Matcher found = PAGE.matcher(Files.readString(DOCUMENT));
        assertThat(found.find()).isTrue();
        String copied = found.group(1);
        assertThat(copied).contains(HUB).containsPattern(CLIENT);
        page =
                CLIENT.matcher(
                                copied.replace(
                                        HUB, hub.resolve("/").toString().replaceFirst("/$", "")))
                        .replaceAll(hub.resolve("/demo/vendor/socket.io.min.js").toString());
    }

    /// Types a text into one of its two forms, and sends it.
    static void say(Tab tab, String form, String text) {
        tab.run(
                """
                (() => {
                    const form = document.getElementById('%s');
                    form.elements.text.value = '%s';
                    form.requestSubmit();
                })()\
                """
                        .formatted(form, text));
    }

    static void awaitLines(Tab tab, String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(lines(tab)).containsExactly(lines));
    }

    private static List<String> lines(Tab tab) {
        return tab.run("[...document.querySelectorAll('#log li')].map(line => line.textContent)")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Override
    public void close() {
        site.stop(0);
    }
}
