package dev.switchboard.adapter.in.web.home;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Links at the hub's address: a page for people, JSON for programs.
@Hidden
@RestController
final class HomeController {

    private final Map<String, String> ways = new LinkedHashMap<>();

    /// @param demo whether the demonstration's pages are served
    HomeController(boolean demo) {
        ways.put("api", "/swagger-ui.html");
        ways.put("openapi", "/v3/api-docs");
        ways.put("ready", "/readyz");
        ways.put("live", "/livez");
        if (demo) {
            ways.put("demo", "/demo/");
        }
    }

    @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> ways() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", "Switchboard");
        all.putAll(ways);
        return all;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        return ways.entrySet().stream()
                .map(way ->
                        "<li><a href=\"%s\">%s</a></li>".formatted(way.getValue(), way.getKey()))
                .collect(
                        Collectors.joining(
                                "",
                                "<!doctype html><html lang=\"en\"><meta name=\"viewport\""
                                        + " content=\"width=device-width\"><title>Switchboard</title>"
                                        + "<h1>Switchboard</h1><ul>",
                                "</ul></html>"));
    }
}
