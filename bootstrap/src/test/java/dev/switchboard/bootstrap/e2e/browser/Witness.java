package dev.switchboard.bootstrap.e2e.browser;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the browser tells of a page that goes wrong, in all its documents: errors of its scripts,
/// what its policy forbids, and what it asks other origins for.
final class Witness {

    /// What tells of these things.
    static final List<String> DOMAINS = List.of("Audits", "Network", "Runtime");

    private final Set<String> origins = ConcurrentHashMap.newKeySet();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    /// From now on the page may ask the origin of this address.
    void allow(URI address) {
        origins.add(address.resolve("/").toString());
    }

    void hear(JsonNode event) {
        JsonNode about = event.path("params");
        switch (event.path("method").asString("")) {
            case "Audits.issueAdded" -> hearIssue(about.at("/issue/details"));
            case "Network.requestWillBeSent" -> hearRequest(about.at("/request/url").asString());
            case "Network.webSocketCreated" -> hearRequest(about.path("url").asString());
            case "Runtime.exceptionThrown" -> hearError(about.path("exceptionDetails"));
            default -> {}
        }
    }

    private void hearIssue(JsonNode details) {
        JsonNode breach = details.path("contentSecurityPolicyIssueDetails");
        if (breach.isObject()) {
            wrong.add(
                    "%s forbids %s"
                            .formatted(
                                    breach.path("violatedDirective").asString(),
                                    breach.path("blockedURL").asString("what is in the page")));
        }
    }

    private void hearRequest(String url) {
        String address = url.replaceFirst("^ws", "http");
        if (Stream.concat(Stream.of("data:", "blob:"), origins.stream())
                .noneMatch(address::startsWith)) {
            wrong.add("asked " + url);
        }
    }

    private void hearError(JsonNode details) {
        wrong.add(details.at("/exception/description").asString(details.path("text").asString("")));
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /// What went wrong by now was wanted.
    void forgive() {
        wrong.clear();
    }
}
