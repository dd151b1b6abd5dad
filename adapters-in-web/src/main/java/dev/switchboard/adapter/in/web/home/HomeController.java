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
            ways.add(
                    new Way(
                            "wallboard",
                            "/demo/wallboard",
                            "Wall board: who is on a call, who is free"));
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
        <title>Switchboard</title>
        <style>
        :root { color-scheme: light dark; font: 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; }
        body { background: light-dark(#f3f5f8, #14171c); color: light-dark(#1a2029, #e7ebf1); margin: 0; padding: 2rem 1rem; }
        main { background: light-dark(#ffffff, #1b1f26); border: 1px solid light-dark(#dde2e9, #313845);
            border-radius: .5rem; margin: 0 auto; max-width: 40rem; padding: 1rem 1.5rem; }
        h1 { font-size: 1.375rem; margin: 0; }
        ul { list-style: none; padding: 0; }
        li a { color: light-dark(oklch(.48 .15 258), oklch(.752 .116 258)); display: block; padding: .4rem 0; }
        </style>
        </head>
        <body>
        <main>
        <h1>Switchboard</h1>
        <p>A hub for conversations. It joins people who write by WhatsApp, Facebook, a page or any channel with bots
        and with the agents who answer them. What it has acknowledged it loses no more, and delivers in order.</p>
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
