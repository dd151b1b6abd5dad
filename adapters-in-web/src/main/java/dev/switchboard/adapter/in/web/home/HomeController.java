package dev.switchboard.adapter.in.web.home;

import dev.switchboard.adapter.in.web.health.Probes;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The hub's address: a page for people that says what this is and leads on, JSON for programs.
@Hidden
@RestController
final class HomeController {

    private final List<Way> ways = new ArrayList<>();

    /// @param name of the member in JSON
    /// @param does what is there, for people
    private record Way(String name, String address, String does) {}

    /// @param console whether the console is served
    /// @param demo whether the demonstration's pages are served
    HomeController(boolean console, boolean demo) {
        if (console) {
            ways.add(new Way("console", "/console", "Console: where agents answer"));
        }
        ways.add(new Way("api", "/swagger-ui.html", "API: every route, to read and to try"));
        ways.add(new Way("openapi", "/v3/api-docs", "The same for programs (OpenAPI)"));
        ways.add(new Way("ready", Probes.READY, "Health: whether the hub takes messages"));
        ways.add(new Way("live", Probes.LIVE, "Whether the process lives"));
        if (demo) {
            ways.add(new Way("demo", "/demo/", "Demonstration: a customer's page and a phone"));
        }
    }

    @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> ways() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", "Switchboard");
        ways.forEach(way -> all.put(way.name(), way.address()));
        return all;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        String links =
                ways.stream()
                        .map(way ->
                                "<li><a href=\"%s\">%s</a></li>\n"
                                        .formatted(way.address(), way.does()))
                        .collect(Collectors.joining());
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Switchboard</title>
        </head>
        <body>
        <main>
        <h1>Switchboard</h1>
        <p>A hub for conversations. It joins people who write by WhatsApp, Facebook, a page or any channel with bots
        and with the agents who answer them. What it has acknowledged it delivers, in order and once.</p>
        <ul>
        %s</ul>
        <p>The documents are the files in <code>docs/</code>, beside the program.</p>
        </main>
        </body>
        </html>
        """
                .formatted(links);
    }
}
