package dev.switchboard.tools.cluster;

import dev.switchboard.tools.hub.HubProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the hubs that share a database.
final class Member {

    private static final Pattern OWN = Pattern.compile("\"own\":(\\d+)");

    private final Path log;
    private final List<String> command;
    private final HubProcess process;

    /// @param port of the hub; the next one is for its metrics, the second next for other hubs
    /// @param settings that all hubs have in common
    Member(int port, Path directory, List<String> command, Map<String, String> settings) {
        this.log = directory.resolve("hub-" + port + ".log");
        this.command = List.copyOf(command);
        Map<String, String> own = new HashMap<>(settings);
        own.put("SWITCHBOARD_MANAGEMENT_PORT", "" + (port + 1));
        own.put("SWITCHBOARD_CLUSTER_ADDRESS", "http://127.0.0.1:" + (port + 2));
        own.put("DATA_DIR", directory.resolve("data-" + port).toString());
        this.process = new HubProcess(port, log, own);
    }

    String url() {
        return process.url();
    }

    Path log() {
        return log;
    }

    /// Starts it, if it does not run, without waiting for it.
    void start() throws IOException {
        if (!process.isRunning()) {
            process.start(command);
        }
    }

    void kill() {
        process.kill();
    }

    boolean isRunning() {
        return process.isRunning();
    }

    /// @return empty if it gives none
    Optional<String> token(String name, String password) {
        return process.token(name, password);
    }

    /// The partitions that are its own.
    ///
    /// @return 0 if it does not say
    int owned(String token) {
        return ask("/v1/cluster", token, "")
                .map(answer -> OWN.matcher(answer.body()))
                .filter(Matcher::find)
                .map(own -> Integer.parseInt(own.group(1)))
                .orElse(0);
    }

    /// @param body empty for a GET
    /// @param headers names and values
    /// @return empty if it does not answer
    Optional<HttpResponse<String>> ask(String path, String token, String body, String... headers) {
        HttpRequest.Builder request =
                process.request(path).header("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            request.POST(BodyPublishers.ofString(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return process.ask(request.build());
    }
}
