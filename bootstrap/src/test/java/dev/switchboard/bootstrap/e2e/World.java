package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.SimulatorServer;
import dev.switchboard.simulators.script.RecordedCall;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A hub, the simulated systems around it, its admin and a back end that sends through it.
final class World implements AutoCloseable {

    static final String ADMIN_PASSWORD = "the-admins-own-password";
    static final String SERVICE_PASSWORD = "the-back-ends-own-password";

    private static final AtomicInteger NAMES = new AtomicInteger();

    final SimulatorServer simulators;
    final HubProcess hub;

    /// Sends each request to one of the hubs at random, as the admin and the back end do.
    final HubClient stranger;

    private final List<HubProcess> hubs;
    private final HubClient admin;
    private final HubClient service;

    private World(SimulatorServer simulators, List<HubProcess> hubs) {
        this.simulators = simulators;
        this.hubs = hubs;
        this.hub = hubs.getFirst();
        this.stranger =
                HubClient.strangerAt(hubs.stream().map(HubProcess::url).toArray(URI[]::new));
        this.admin = stranger.logIn("admin", ADMIN_PASSWORD);
        admin.post(
                "/v1/accounts",
                "{\"username\":\"back-end\",\"password\":\"%s\",\"roles\":[\"SERVICE\"]}"
                        .formatted(SERVICE_PASSWORD));
        this.service = stranger.logIn("back-end", SERVICE_PASSWORD);
    }

    /// @param settings additional environment variables of the hub
    /// @param options of its Java
    static World open(Path directory, Map<String, String> settings, String... options) {
        return open(QuickStart.on(settings, options), directory, settings);
    }

    static World open(HubProgram program, Path directory, Map<String, String> settings) {
        SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
        HubProcess hub = new HubProcess(program, directory, environment(simulators, settings));
        if (!QuickStart.isOnMongo(settings)) {
            QuickStart.lend(hub.dataDirectory());
        }
        return around(simulators, hub);
    }

    /// Starts a hub with the [environment][#environment] that these simulators need.
    static World around(SimulatorServer simulators, HubProcess hub) {
        hub.start();
        World world = new World(simulators, List.of(hub));
        world.warmUp();
        return world;
    }

    /// Two hubs that share a MongoDB. The second one has the address for callbacks, and both have
    /// their part.
    ///
    /// @param settings additional environment variables of both
    /// @param options of their Java
    static World withTwin(
            Path directory, Path second, Map<String, String> settings, String... options) {
        SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
        Map<String, String> environment = environment(simulators, settings);
        List<HubProcess> hubs =
                Stream.of(directory, second)
                        .map(each ->
                                new HubProcess(QuickStart.on(settings, options), each, environment))
                        .toList();
        hubs.forEach(it -> it.set("SWITCHBOARD_PUBLIC_URL", hubs.getLast().url().toString()));
        hubs.forEach(HubProcess::start);
        World world = new World(simulators, hubs);
        world.warmUp();
        return world;
    }

    /// The first message takes many times as long as the next, so tests start after it.
    private void warmUp() {
        String channel = channel();
        send(channel, channel, "warm up");
        await().atMost(Duration.ofMinutes(1)).until(() -> !forwarded(channel).isEmpty());
    }

    /// @param settings additional environment variables
    static Map<String, String> environment(
            SimulatorServer simulators, Map<String, String> settings) {
        int port = simulators.port();
        Map<String, String> environment = new HashMap<>();
        environment.put("SWITCHBOARD_ADMIN_PASSWORD", ADMIN_PASSWORD);
        environment.put("SESSIONS_SERVER", simulators.url() + "/sim/sessions");
        environment.put(
                "SWITCHBOARD_EGRESS_ALLOW", "127.0.0.1:%d,localhost:%d".formatted(port, port));
        environment.putAll(settings);
        return environment;
    }

    /// A further hub among the same systems, not yet started.
    ///
    /// @param settings additional environment variables
    HubProcess hubOn(Path directory, Map<String, String> settings) {
        return new HubProcess(
                QuickStart.on(settings), directory, environment(simulators, settings));
    }

    /// The hub that shares with [#hub].
    HubProcess twin() {
        return hubs.get(1);
    }

    /// Asks about what was changed just now. One hub tells of it at once. Of two, the other one may
    /// have read the channel a moment before, so it is asked again.
    Answer informed(Supplier<Answer> question, Predicate<Answer> isInformed) {
        return hubs.size() == 1
                ? question.get()
                : await().atMost(Duration.ofMinutes(1)).until(question::get, isInformed);
    }

    /// May do everything.
    HubClient admin() {
        return admin;
    }

    /// May send and read.
    HubClient service() {
        return service;
    }

    /// An unused name.
    static String fresh(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /// Registers a simulated channel, which learns its secret.
    String channel() {
        String name = fresh("channel");
        simulators.channel(name).trust(register(name, simulators.endpointOf(name)));
        return name;
    }

    /// @return the channel's signing secret
    String register(String name, URI endpoint) {
        Answer answer = admin.post("/channel", registration(name, endpoint));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/data/signing_secret");
    }

    static String registration(String name, URI endpoint) {
        return """
        {"channel_id":"%s","channel_name":"Slack Simulated Channel",
         "channel_description":"Sends to Slack","channel_tags":["slack"],
         "channel_metadata":{"endpoint_url":"%s"}}\
        """
                .formatted(name, endpoint);
    }

    Answer send(String channel, String session, String text, String... headers) {
        return service.post("/channel/message", message(channel, session, text), headers);
    }

    static String message(String channel, String session, String text) {
        return "{\"channel_id\":\"%s\",\"session_id\":\"%s\",\"message\":\"%s\"}"
                .formatted(channel, session, text);
    }

    /// The state of a message's delivery to its channel.
    Answer delivery(String messageId) {
        return service.get("/v1/channel-messages/" + messageId);
    }

    String status(String messageId) {
        return delivery(messageId).text("/status");
    }

    /// The channel's received calls, oldest first.
    List<JsonNode> received(String channel) {
        return simulators.channel(channel).calls().stream().map(World::body).toList();
    }

    /// The texts the channel received, oldest first.
    List<String> texts(String channel) {
        return received(channel).stream().map(body -> body.path("message").asString()).toList();
    }

    /// The sessions server's received calls for one session, oldest first.
    List<JsonNode> forwarded(String session) {
        return simulators.upstreams().sessions().calls().stream()
                .map(World::body)
                .filter(body -> body.path("session_id").asString().equals(session))
                .toList();
    }

    static JsonNode body(RecordedCall recordedCall) {
        return Answer.JSON.readTree(recordedCall.body());
    }

    /// Path and query of the address that a channel was given for its answer.
    static String callbackPath(JsonNode received) {
        URI address = URI.create(received.path("response_url").asString());
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    static String callback(String session, String json) {
        return "{\"session_id\":\"%s\",\"response_data\":%s}".formatted(session, json);
    }

    @Override
    public void close() {
        hubs.forEach(HubProcess::close);
        simulators.close();
    }
}
