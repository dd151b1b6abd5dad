package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.script.ScriptStep;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Receives messages to users, and users who return to their bot, like the real platforms: only the
/// documented members, and never without a token.
@RestController
final class PlatformSimulation {

    private static final ScriptedReply UNAUTHORIZED =
            ScriptedReply.json(401, "{\"error\":\"unauthorized\"}");
    private static final ScriptedReply WRONG =
            ScriptedReply.json(400, "{\"error\":{\"code\":100,\"message\":\"Invalid parameter\"}}");
    private static final Executor AFTER_ANSWERS = new VirtualThreadTaskExecutor("yalo-");
    private static final Set<String> ACTIONS = Set.of("typing_on", "typing_off");
    private static final Set<String> FILES = Set.of("image", "audio", "video", "document");

    private final Upstreams upstreams;
    private final Stage stage;
    private final Phones phones;
    private final YaloBot yaloBot;

    PlatformSimulation(Upstreams upstreams, Stage stage, Phones phones, YaloBot yaloBot) {
        this.upstreams = upstreams;
        this.stage = stage;
        this.phones = phones;
        this.yaloBot = yaloBot;
    }

    @PostMapping("/sim/yalo/api/{channel}/bots/{bot}/messages")
    void message(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                upstreams.yalo(),
                request,
                body -> isWhatsApp(body) || isMessenger(body),
                ScriptedReply.json(201, ""),
                response,
                this::show);
    }

    private void show(JsonNode body) {
        String type = body.path("type").asString("");
        JsonNode file = body.path(type);
        String text = file.path("body").asString(file.path("caption").asString(""));
        String url = file.path("url").isString() ? file.path("url").stringValue() : null;
        boolean isPicture = type.equals("image");
        String words = url == null || isPicture ? text : (text + " " + url).strip();
        phones.find(body.path("userId").asString(""))
                .ifPresent(phone ->
                        phone.show(
                                body.path("id").asString(""),
                                "hub",
                                words,
                                isPicture ? url : null));
    }

    private static boolean isWhatsApp(JsonNode body) {
        String type = body.path("type").asString("");
        return has(body, "id", "type", "userId", type)
                && body.path("id").asString("").length() == 36
                && (type.equals("text")
                        ? has(body.path("text"), "body")
                        : FILES.contains(type) && has(body.path(type), "url", "caption"));
    }

    private static boolean isMessenger(JsonNode body) {
        return has(body, "messaging_type", "recipient", "message", "metadata")
                && body.path("messaging_type").asString("").equals("RESPONSE")
                && body.path("metadata").asString("").equals("YALOSOURCE:FIREHOSE")
                && has(body.path("recipient"), "id")
                && has(body.path("message"), "text");
    }

    private static boolean has(JsonNode object, String... members) {
        return object.isObject()
                && new TreeSet<>(object.propertyNames()).equals(new TreeSet<>(List.of(members)));
    }

    @PostMapping("/sim/yalo/api/{channel}/bots/{bot}/healthcheck")
    void register(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                upstreams.yalo(),
                request,
                body ->
                        has(body, "phone", "webhook", "provider", "version")
                                || has(
                                        body,
                                        "phone",
                                        "webhook",
                                        "provider",
                                        "version",
                                        "media_token"),
                ScriptedReply.json(201, ""),
                response);
    }

    @PostMapping("/sim/yalo/api/{channel}/bots/{bot}/remove")
    void remove(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                upstreams.yalo(),
                request,
                body -> has(body, "phone", "provider"),
                ScriptedReply.json(204, ""),
                response);
    }

    @PostMapping("/sim/studio/v1/triggers/{state}/webhook")
    void trigger(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                upstreams.studio(),
                request,
                body -> has(body, "userId"),
                ScriptedReply.json(200, "{}"),
                response,
                this::takeBack);
    }

    /// Runs after the answer, because the bot then makes requests of its own.
    private void takeBack(JsonNode body) {
        String user = body.path("userId").asString("");
        AFTER_ANSWERS.execute(() -> yaloBot.takeBack(user));
    }

    /// The token is in the query, if there is one.
    @PostMapping("/sim/botrunner/{slug}/send-to")
    void sendTo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ScriptedUpstream upstream = upstreams.botrunner();
        JsonNode body = SimulatorJson.parse(upstream.log().record(request));
        ScriptedReply reply =
                has(body, "userId", "state", "message") ? ScriptedReply.json(200, "{}") : WRONG;
        ScriptStep step = upstream.nextTurn().step();
        stage.answer(step, reply, response);
        if (!reply.equals(WRONG) && step.succeeds()) {
            takeBack(body);
        }
    }

    @PostMapping("/sim/meta/{version}/{id}/messages")
    void graph(
            @PathVariable String version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String id = "sim-" + upstreams.meta().totalCalls();
        ScriptedReply taken =
                ScriptedReply.json(
                        200,
                        "{\"message_id\":\"" + id + "\",\"messages\":[{\"id\":\"" + id + "\"}]}");
        answer(
                upstreams.meta(),
                request,
                body -> version.startsWith("v") && (isOfGraph(body) || isTyping(body)),
                taken,
                response);
    }

    private static boolean isOfGraph(JsonNode body) {
        String type = body.path("type").asString("");
        String to = body.has("to") ? "to" : "recipient";
        JsonNode said = body.path("message");
        return (has(body, "recipient", "messaging_type", "message")
                        && (has(said, "text")
                                || has(said.at("/attachment/payload"), "url", "is_reusable")))
                || (has(body, "messaging_product", to, "type", type, "biz_opaque_callback_data")
                        && body.path("messaging_product").asString("").equals("whatsapp")
                        && (type.equals("text")
                                ? has(body.path(type), "body")
                                : FILES.contains(type)
                                        && (has(body.path(type), "link")
                                                || has(body.path(type), "link", "filename"))));
    }

    private static boolean isTyping(JsonNode body) {
        return (has(body, "recipient", "sender_action")
                        && has(body.path("recipient"), "id")
                        && ACTIONS.contains(body.path("sender_action").asString("")))
                || (has(body, "messaging_product", "status", "message_id", "typing_indicator")
                        && body.path("status").asString("").equals("read")
                        && has(body.path("typing_indicator"), "type"));
    }

    private void answer(
            ScriptedUpstream upstream,
            HttpServletRequest request,
            Predicate<JsonNode> known,
            ScriptedReply taken,
            HttpServletResponse response)
            throws IOException {
        answer(upstream, request, known, taken, response, _ -> {});
    }

    /// @param then runs once it is accepted
    private void answer(
            ScriptedUpstream upstream,
            HttpServletRequest request,
            Predicate<JsonNode> known,
            ScriptedReply taken,
            HttpServletResponse response,
            Consumer<JsonNode> then)
            throws IOException {
        JsonNode body = SimulatorJson.parse(upstream.log().record(request));
        String token = request.getHeader("Authorization");
        boolean authorized = token != null && token.startsWith("Bearer ");
        ScriptedReply reply = !authorized ? UNAUTHORIZED : known.test(body) ? taken : WRONG;
        ScriptStep step = upstream.nextTurn().step();
        stage.answer(step, reply, response);
        if (reply.equals(taken) && step.succeeds()) {
            then.accept(body);
        }
    }
}
