import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Starts a hub for practice, has it relay messages of each kind, and ends it: what Java learns
/// meanwhile goes into the AOT cache that the command names. `scripts/run.sh` runs it.
///
///     java scripts/Practice.java STARTER DIRECTORY COMMAND…
///
/// The starter is the process that the practice ends with; the directory takes the hub's data and
/// its log; the command is all that starts the hub but its environment.
final class Practice {

    static final int CUSTOMERS = 20;
    static final int WEBHOOKS_EACH = 100;
    static final int CHANNEL_MESSAGES = 300;
    static final Duration TO_START = Duration.ofMinutes(3);
    static final int SECONDS_TO_RELAY = 60;
    static final String SECRET = "only-for-practice";
    static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");
    static final Pattern RESPONSE_URL = Pattern.compile("\"response_url\":\"([^\"]*)\"");

    static final HttpClient HTTP = HttpClient.newHttpClient();

    final CountDownLatch pushed = new CountDownLatch(CUSTOMERS * WEBHOOKS_EACH);
    final CountDownLatch answered = new CountDownLatch(CHANNEL_MESSAGES);
    final BlockingQueue<String> responseUrls = new LinkedBlockingQueue<>();
    final int port = freePort();

    public static void main(String[] arguments) throws Exception {
        endWith(Long.parseLong(arguments[0]));
        List<String> command = List.of(arguments).subList(2, arguments.length);
        new Practice().run(Path.of(arguments[1]), command);
    }

    /// However that process ends, nothing of a practice shall stay behind it.
    static void endWith(long starter) {
        ProcessHandle.of(starter).ifPresentOrElse(
                running -> running.onExit().thenRun(() -> System.exit(1)), () -> System.exit(1));
    }

    void run(Path directory, List<String> command) throws Exception {
        HttpServer upstreams = upstreams();
        Process hub = start(directory, command, "http://127.0.0.1:" + upstreams.getAddress().getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(hub)));
        try {
            awaitReady(hub);
            relayToCustomers();
            relayToChannel("http://127.0.0.1:" + upstreams.getAddress().getPort() + "/channel");
            hub.destroy();
            if (!hub.waitFor(TO_START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The hub does not end");
            }
        } finally {
            end(hub);
            upstreams.stop(0);
        }
    }

    /// With the process that writes its cache.
    static void end(Process hub) {
        hub.descendants().forEach(ProcessHandle::destroyForcibly);
        hub.destroyForcibly();
    }

    /// Nothing of our own environment reaches the hub: it may name a store and upstreams.
    Process start(Path directory, List<String> command, String upstreams) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment()
                .putAll(
                        Map.ofEntries(
                                Map.entry("PORT", "" + port),
                                Map.entry("SWITCHBOARD_MANAGEMENT_PORT", "" + freePort()),
                                Map.entry("DATA_DIR", directory.resolve("data").toString()),
                                Map.entry("SWITCHBOARD_ADMIN_PASSWORD", SECRET),
                                Map.entry("SWITCHBOARD_EGRESS_ALLOW", "127.0.0.1"),
                                Map.entry("SWITCHBOARD_NETOMI_RATE", "1000000"),
                                Map.entry("WEBHOOK_BEARER_TOKEN", SECRET),
                                Map.entry("NETOMI_CHANNEL_REF_ID", "practice"),
                                Map.entry("NETOMI_VIRTUAL_AGENT_ID", "practice"),
                                Map.entry("NETOMI_BASE_URL", upstreams + "/bot"),
                                Map.entry("NETOMI_AUTH_URL", upstreams + "/bot"),
                                Map.entry("SESSIONS_SERVER", upstreams + "/sessions")));
        return builder.start();
    }

    /// A bot, a channel and a sessions server.
    HttpServer upstreams() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            String path = exchange.getRequestURI().getPath();
            Matcher responseUrl = RESPONSE_URL.matcher(body);
            if (path.startsWith("/channel") && responseUrl.find()) {
                responseUrls.add(responseUrl.group(1));
            } else if (path.startsWith("/sessions")) {
                answered.countDown();
            }
            byte[] answer =
                    "{\"success\":true,\"payload\":{\"token\":\"practice\",\"expires_in\":86400}}".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    void awaitReady(Process hub) throws Exception {
        Instant deadline = Instant.now().plus(TO_START);
        while (!isReady()) {
            if (!hub.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The hub does not start");
            }
            Thread.sleep(50);
        }
    }

    boolean isReady() throws InterruptedException {
        try {
            return send("GET", "/readyz", "", Map.of()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// The bot's webhooks to customers who acknowledge each.
    void relayToCustomers() throws Exception {
        List<WebSocket> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Customer customer = new Customer(pushed);
            customers.add(HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"), customer)
                    .join());
            customers.getLast().sendText("40{\"conversationId\":\"practice-" + i + "\"}", true).join();
            customer.welcomed.get(SECONDS_TO_RELAY, TimeUnit.SECONDS);
        }
        String text = "A sentence of some length, as a bot would write it. ".repeat(8);
        for (int i = 0; i < WEBHOOKS_EACH; i++) {
            List<CompletableFuture<?>> taken = new ArrayList<>();
            for (int c = 0; c < CUSTOMERS; c++) {
                String body = "{\"requestPayload\":{\"conversationId\":\"practice-%d\"},\"requestId\":\"practice-%d-%d\",\"response\":{\"text\":\"%s\"}}"
                        .formatted(c, c, i, text);
                taken.add(HTTP.sendAsync(
                        request("POST", "/webhook/netomi", body, Map.of("Authorization", "Bearer " + SECRET)),
                        BodyHandlers.discarding()));
            }
            taken.forEach(CompletableFuture::join);
        }
        await(pushed, "The hub pushed too little");
        send("POST", "/api/netomi/process-message",
                "{\"messageData\":{\"conversationId\":\"asked\",\"messagePayload\":{\"text\":\"Hello\"}}}", Map.of());
        customers.forEach(WebSocket::abort);
    }

    /// Messages to a channel, and its answers to the sessions server.
    void relayToChannel(String endpoint) throws Exception {
        Matcher token = TOKEN.matcher(send("POST", "/v1/authenticate",
                "{\"username\":\"admin\",\"password\":\"" + SECRET + "\"}", Map.of()).body());
        if (!token.find()) {
            throw new IllegalStateException("The hub lets nobody in");
        }
        Map<String, String> proof = Map.of("Authorization", "Bearer " + token.group(1));
        send("POST", "/channel", "{\"channel_id\":\"practice\",\"channel_metadata\":{\"endpoint_url\":\"" + endpoint + "\"}}", proof);
        for (int i = 0; i < CHANNEL_MESSAGES; i++) {
            send("POST", "/channel/message",
                    "{\"channel_id\":\"practice\",\"session_id\":\"practice-%d\",\"message\":\"Message %d\"}".formatted(i, i), proof);
            String url = responseUrls.poll(SECONDS_TO_RELAY, TimeUnit.SECONDS);
            if (url == null) {
                throw new IllegalStateException("The channel heard nothing");
            }
            URI back = URI.create(url);
            send("POST", back.getRawPath() + "?" + back.getRawQuery(),
                    "{\"session_id\":\"practice-%d\",\"response_data\":{\"text\":\"Answer %d\"}}".formatted(i, i), Map.of());
        }
        await(answered, "The sessions server heard too little");
    }

    static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(SECONDS_TO_RELAY, TimeUnit.SECONDS)) {
            throw new IllegalStateException(otherwise + ": " + latch.getCount() + " are missing");
        }
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    HttpRequest request(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(SECONDS_TO_RELAY))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request.build();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port", e);
        }
    }

    /// A customer's page: answers heartbeats, and acknowledges what it is pushed.
    static final class Customer implements WebSocket.Listener {

        final CompletableFuture<Void> welcomed = new CompletableFuture<>();
        final CountDownLatch pushed;
        final StringBuilder received = new StringBuilder();

        Customer(CountDownLatch pushed) {
            this.pushed = pushed;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.append(data);
            if (last) {
                String packet = received.toString();
                received.setLength(0);
                hear(socket, packet);
            }
            socket.request(1);
            return null;
        }

        private void hear(WebSocket socket, String packet) {
            int head = packet.indexOf('[');
            if (packet.equals("2")) {
                socket.sendText("3", true);
            } else if (packet.startsWith("42[\"connected\"")) {
                welcomed.complete(null);
            } else if (packet.startsWith("42") && packet.startsWith("[\"webhook_update\"", head)) {
                socket.sendText("43" + packet.substring(2, head) + "[{\"ok\":true}]", true).join();
                pushed.countDown();
            }
        }
    }
}
