package dev.switchboard.bootstrap.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.browser.EventTypes;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONException;
import org.json.JSONObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A customer's page on the stock Java client. It records all events, acknowledges them unless told
/// not to, and reconnects by itself.
public final class Page implements AutoCloseable {

    public static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> EVENTS =
            List.of(
                    "connected",
                    "authenticated",
                    "webhook_update",
                    "message_status",
                    "pong",
                    "serverMessage",
                    "serverError");

    /// All pages live in one process. This library would limit its calls to one host to five at a
    /// time, so pages that wait for events would keep the others from sending.
    private static final OkHttpClient NETWORK =
            new OkHttpClient.Builder()
                    .readTimeout(Duration.ofMinutes(1))
                    .dispatcher(unlimited())
                    .build();

    private final Map<String, String> auth = new ConcurrentHashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Manager manager;
    private final Socket socket;
    private volatile boolean acknowledging = true;

    private static Dispatcher unlimited() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    private record Heard(String event, JsonNode value) {}

    /// @param auth its auth payload
    /// @param transports of Engine.IO, in the order in which they are tried
    public Page(URI hub, Map<String, String> auth, String... transports) {
        this.auth.putAll(auth);
        IO.Options options = new IO.Options();
        options.reconnectionDelay = 20;
        options.reconnectionDelayMax = 100;
        options.auth = this.auth;
        options.callFactory = NETWORK;
        options.webSocketFactory = NETWORK;
        if (transports.length > 0) {
            options.transports = transports;
        }
        this.manager = new Manager(hub, options);
        this.socket = manager.socket("/", options);
        EVENTS.forEach(event -> socket.on(event, args -> hear(event, args)));
        socket.on(Socket.EVENT_CONNECT_ERROR, this::hearRefusal);
        socket.on(Socket.EVENT_DISCONNECT, args -> hear("disconnect", args));
        socket.connect();
    }

    /// A page that is connected.
    public static Page at(LiveHub hub, Map<String, String> auth, String... transports) {
        Page page = new Page(hub.entrance(), auth, transports);
        page.awaitEvents("connected", 1);
        return page;
    }

    /// Adds a field to its auth payload for its next connections.
    public void names(String field, String value) {
        auth.put(field, value);
    }

    /// Stops or continues acknowledging.
    public void acknowledging(boolean whether) {
        acknowledging = whether;
    }

    private void hear(String event, Object... args) {
        boolean wantsAck = args.length > 0 && args[args.length - 1] instanceof Ack;
        JsonNode value = args.length == 0 ? JSON.nullNode() : read(args[0]);
        if (event.equals("connected") && value.has("resumeToken")) {
            auth.put("resumeToken", value.path("resumeToken").asString());
        }
        if (event.equals("webhook_update") && auth.containsKey("conversationId")) {
            auth.put("cursor", value.path("seq").asString());
        }
        heard.add(new Heard(event, value));
        if (wantsAck && acknowledging) {
            ((Ack) args[args.length - 1]).call(acknowledgement(value));
        }
    }

    /// The hub refuses with an object; other errors come from the network.
    private void hearRefusal(Object... args) {
        if (args.length > 0 && args[0] instanceof JSONObject) {
            hear("refused", args);
        }
    }

    private static JsonNode read(Object argument) {
        return switch (argument) {
            case JSONObject object -> JSON.readTree(object.toString());
            case Ack _ -> JSON.nullNode();
            case Object other -> JSON.valueToTree(other.toString());
        };
    }

    private static JSONObject acknowledgement(JsonNode value) {
        return json(
                "{\"ok\":true,\"deliveryId\":\"" + value.path("deliveryId").asString("") + "\"}");
    }

    /// The events of this name, oldest first.
    public List<JsonNode> events(String event) {
        return heard.stream().filter(one -> one.event.equals(event)).map(Heard::value).toList();
    }

    /// @return the events of this name, once there are this many
    public List<JsonNode> awaitEvents(String event, int count) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(events(event))
                                .as(this::story)
                                .hasSizeGreaterThanOrEqualTo(count));
        return events(event);
    }

    /// Hands over what the hub sent until now.
    public void tell(EventTypes types) {
        heard.stream()
                .filter(one -> EVENTS.contains(one.event))
                .forEach(one ->
                        types.hear(
                                "Parameters<types.ServerEvents['%s']>[0]".formatted(one.event),
                                one.value));
    }

    /// The names of the events, in order, and what it was refused with.
    String story() {
        return "connected: %s, heard: %s, refused: %s"
                .formatted(
                        connected(), heard.stream().map(Heard::event).toList(), events("refused"));
    }

    /// The texts of the bot's answers, in the order of arrival.
    public List<String> answers() {
        return events("webhook_update").stream().map(Page::textOf).toList();
    }

    public static String textOf(JsonNode update) {
        JsonNode data = update.at("/message/data");
        return data.has("response")
                ? data.at("/response/text").asString("")
                : data.at("/attachments/0/attachment/text").asString("");
    }

    /// The desk's texts, in the order of arrival.
    public List<String> deskTexts() {
        return events("serverMessage").stream()
                .map(message -> message.at("/text/0").asString(""))
                .toList();
    }

    public void awaitAnswers(String... texts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(answers()).containsExactly(texts));
    }

    /// Waits for these, perhaps among others.
    public void awaitAnswersAmong(String... texts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(answers()).contains(texts));
    }

    public void awaitDeskTexts(String... texts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(deskTexts()).containsExactly(texts));
    }

    /// Like `awaitAnswers`, on a page that follows another page of its session. The hub waits for
    /// no acknowledgement of an acknowledgement, so the other page's last answer may come here once
    /// more.
    ///
    /// @param acknowledged that last answer
    public void awaitAnswersPerhapsBehind(String acknowledged, String... texts) {
        await().atMost(SOON)
                .untilAsserted(() -> assertPerhapsBehind(answers(), acknowledged, texts));
    }

    /// Like `awaitAnswersPerhapsBehind`, for the desk.
    public void awaitDeskTextsPerhapsBehind(String acknowledged, String... texts) {
        await().atMost(SOON)
                .untilAsserted(() -> assertPerhapsBehind(deskTexts(), acknowledged, texts));
    }

    private static void assertPerhapsBehind(
            List<String> heard, String acknowledged, String... texts) {
        boolean again = !heard.isEmpty() && heard.getFirst().equals(acknowledged);
        assertThat(again ? heard.subList(1, heard.size()) : heard).containsExactly(texts);
    }

    public void emit(String event, String json) {
        socket.emit(event, json(json));
    }

    /// @return the hub's acknowledgement
    public JsonNode call(String event, String json) {
        CompletableFuture<JsonNode> acked = new CompletableFuture<>();
        socket.emit(
                event,
                new Object[] {json(json)},
                (Ack) args -> acked.complete(args.length == 0 ? JSON.nullNode() : read(args[0])));
        return acked.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// @return the hub's acknowledgement
    public JsonNode clientMessage(String customer, String id, String text) {
        return call(
                "clientMessage",
                """
                {"type":"text","customer_id":"%s","customer_name":"Ann","message_id":"%s",
                 "text":["%s"]}\
                """
                        .formatted(customer, id, text));
    }

    public String socketId() {
        return events("connected").getLast().path("socketId").asString();
    }

    public String resumeToken() {
        return String.valueOf(auth.get("resumeToken"));
    }

    public boolean connected() {
        return socket.connected();
    }

    private static JSONObject json(String text) {
        try {
            return new JSONObject(text);
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Disconnects for good.
    @Override
    public void close() {
        manager.reconnection(false);
        socket.disconnect();
    }
}
