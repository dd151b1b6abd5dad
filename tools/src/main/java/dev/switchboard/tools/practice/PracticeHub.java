package dev.switchboard.tools.practice;

import dev.switchboard.tools.hub.HubProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The hub that practises: one process after the other on the same data.
final class PracticeHub {

    static final Duration TO_START = Duration.ofMinutes(3);
    static final String SECRET = "only-for-practice";
    static final Map<String, String> SECRET_PROOF = Map.of("Authorization", "Bearer " + SECRET);

    final HubProcess process;

    /// @param upstreams the URL of all there are
    PracticeHub(Path directory, String upstreams) {
        this.process =
                new HubProcess(
                        freePort(), directory.resolve("log"), settings(directory, upstreams));
    }

    /// Returns when it takes requests.
    void start(List<String> command) throws IOException, InterruptedException {
        process.start(command);
        Instant deadline = Instant.now().plus(TO_START);
        while (!process.isReady()) {
            if (!process.isRunning() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The hub does not start");
            }
            Thread.sleep(50);
        }
    }

    static Map<String, String> settings(Path directory, String upstreams) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SWITCHBOARD_MANAGEMENT_PORT", "" + freePort());
        settings.put("DATA_DIR", directory.resolve("data").toString());
        settings.put("SWITCHBOARD_ADMIN_PASSWORD", SECRET);
        settings.put("SWITCHBOARD_EGRESS_ALLOW", "127.0.0.1");
        settings.put("SESSIONS_SERVER", upstreams + "/sessions");

        settings.put("WEBHOOK_BEARER_TOKEN", SECRET);
        settings.put("NETOMI_CHANNEL_REF_ID", "practice");
        settings.put("NETOMI_VIRTUAL_AGENT_ID", "practice");
        settings.put("NETOMI_BASE_URL", upstreams + "/bot");
        settings.put("NETOMI_AUTH_URL", upstreams + "/bot");
        settings.put("SWITCHBOARD_NETOMI_RATE", "1000000");

        settings.put("YALO_USERNAME", "bot");
        settings.put("YALO_PASSWORD", SECRET);
        settings.put("SWITCHBOARD_YALO_INTEGRATIONS_URL", upstreams + "/platform");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_TRANSPORT", "yalo");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_CHANNEL", "whatsapp");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_BOT_ID", "practice");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_BOT_TOKEN", SECRET);
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_WEBHOOK_SECRETS", SECRET);
        settings.put("SWITCHBOARD_YALO_MESSAGESPERSECOND", "1000000");

        settings.put("SWITCHBOARD_SALESFORCE_BASE_URL", upstreams);
        settings.put("SWITCHBOARD_SALESFORCE_SCRT_URL", upstreams);
        settings.put("SWITCHBOARD_SALESFORCE_CLIENT_ID", "practice");
        settings.put("SWITCHBOARD_SALESFORCE_CLIENT_SECRET", SECRET);
        settings.put("SWITCHBOARD_SALESFORCE_ORG_ID", "00D000000000001");
        settings.put("SWITCHBOARD_SALESFORCE_ES_DEVELOPER_NAME", "Practice");
        settings.put("SWITCHBOARD_SALESFORCE_MESSAGES_PER_MINUTE", "1000000");
        settings.put("SWITCHBOARD_SALESFORCE_TOKENS_PER_MINUTE", "1000000");
        return settings;
    }

    /// @return the header that proves who asks
    Map<String, String> logIn(String name) {
        String token =
                process.token(name, SECRET)
                        .orElseThrow(() ->
                                new IllegalStateException("The hub does not let " + name + " in"));
        return Map.of("Authorization", "Bearer " + token);
    }

    CompletableFuture<HttpResponse<String>> post(
            String path, Map<String, String> headers, String json) {
        HttpRequest.Builder request = process.request(path).POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return process.askSoon(request.build());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port", e);
        }
    }
}
