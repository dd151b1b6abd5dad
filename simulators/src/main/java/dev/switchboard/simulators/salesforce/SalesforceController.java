package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.Rooms.Room;
import dev.switchboard.simulators.salesforce.SalesforceScript.Action;
import dev.switchboard.simulators.script.CallLog;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers like Salesforce, or as scripted. Refuses members that the chat's schemas do not have.
@RestController
final class SalesforceController {

    private static final String ROOT = "/sim/salesforce";

    /// Often, for a line that is gone is noticed by the next one only.

    private final CallLog log;

    private final SalesforceScript script;
    private final OrgRecords records;
    private final Rooms rooms;
    private final Stage stage;
    private final Set<String> orgTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger minted = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean reversed;

    SalesforceController(
            CallLog log, SalesforceScript script, OrgRecords records, Rooms rooms, Stage stage) {
        this.log = log;
        this.script = script;
        this.records = records;
        this.rooms = rooms;
        this.stage = stage;
    }

    void startOver() {
        reversed = false;
        expireOrgTokens();
    }

    void reversePages() {
        reversed = true;
    }

    /// Invalidates all tokens for the records.
    void expireOrgTokens() {
        orgTokens.clear();
    }

    /// Whether no request except streams is running.
    boolean isIdle() {
        return underWay.get() == rooms.streams().size();
    }

    /// The result of a request.
    ///
    /// @param after runs once it is answered
    private record Result(ScriptedReply reply, Runnable after) {

        Result(ScriptedReply reply) {
            this(reply, () -> {});
        }
    }

    @RequestMapping({ROOT + "/services/**", ROOT + "/iamessage/**", ROOT + "/eventrouter/**"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        underWay.incrementAndGet();
        try {
            serveOne(request, response);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void serveOne(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getRequestURI().substring(ROOT.length());
        Action action = script.next(request.getMethod(), path);
        disturb(action);
        RecordedCall call = log.recordedMasked(request);
        stage.pause(action.delayMs());
        if (action.status() != null) {
            ScriptedReply reply =
                    ApiRefusal.reply(
                            action.status(), action.code() == null ? "SIMULATED" : action.code());
            new ScriptedReply(
                            reply.status(), reply.contentType(), reply.body(), action.retryAfter())
                    .writeTo(response);
        } else if (path.equals("/eventrouter/v1/sse")) {
            stream(call, response);
        } else {
            answer(request, call, path, action, response);
        }
    }

    private void disturb(Action action) {
        for (EventStream stream : rooms.streams()) {
            if (action.garbage()) {
                stream.add(
                        "nonsense\n\u0000\u0001\n\nevent: CONVERSATION_MESSAGE\ndata: {half\n\n");
            }
            if (action.silence()) {
                stream.fallSilent();
            }
            if (action.closeStream()) {
                stream.close();
            }
        }
        for (Room room : rooms.all()) {
            if (action.duplicate()) {
                room.user().tellTwice();
            }
            if (action.reorder()) {
                room.user().tellInReverse();
            }
        }
    }

    private void answer(
            HttpServletRequest request,
            RecordedCall call,
            String path,
            Action action,
            HttpServletResponse response)
            throws IOException {
        Result result = result(request, call, path);
        if (action.earlyCallback() || action.acceptThenDrop()) {
            result.after().run();
        }
        if (action.acceptThenDrop()) {
            response.sendError(-1); // Jetty closes the connection
            return;
        }
        result.reply().writeTo(response);
        response.flushBuffer();
        if (!action.earlyCallback()) {
            result.after().run();
        }
    }

    private Result result(HttpServletRequest request, RecordedCall call, String path) {
        try {
            return path.startsWith("/iamessage/api/v2/")
                    ? chat(request, call, path.substring("/iamessage/api/v2/".length()))
                    : new Result(org(request, call, path));
        } catch (ApiRefusal apiRefusal) {
            return new Result(apiRefusal.reply());
        }
    }

    private ScriptedReply org(HttpServletRequest request, RecordedCall call, String path) {
        if (path.equals("/services/oauth2/token")) {
            return orgToken(call);
        }
        if (!orgTokens.contains(String.valueOf(call.header("authorization")))) {
            throw new ApiRefusal(401, "INVALID_SESSION_ID");
        }
        List<String> parts = Arrays.asList(path.split("/", -1));
        String what = parts.size() > 4 ? parts.get(4) : "";
        JsonNode body = SimulatorJson.parse(call.body());
        String method = request.getMethod();
        return switch (what) {
            case "query" -> ok(records.find(String.valueOf(request.getParameter("q"))));
            case "composite" -> ok(records.composite(body));
            case "sobjects" -> record(method, parts.subList(5, parts.size()), body);
            default -> throw new ApiRefusal(404, "NOT_FOUND");
        };
    }

    private ScriptedReply record(String method, List<String> names, JsonNode body) {
        String type = names.getFirst();
        switch (method) {
            case "POST" -> {
                String id = records.create(type, body);
                return ScriptedReply.json(201, OrgRecords.created(id).toString());
            }
            case "DELETE" -> records.delete(type, names.getLast());
            case "PATCH" -> records.change(type, names.getLast(), body);
            default -> throw new ApiRefusal(405, "METHOD_NOT_ALLOWED");
        }
        return ScriptedReply.json(204, "");
    }

    private ScriptedReply orgToken(RecordedCall call) {
        if (!call.body().contains("grant_type=client_credentials")
                || call.body().contains("client_secret=wrong")) {
            return ScriptedReply.json(400, "{\"error\":\"invalid_client\"}");
        }
        String token = "org-" + minted.incrementAndGet();
        orgTokens.add("Bearer " + token);
        return ScriptedReply.json(
                200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"}");
    }

    private static ScriptedReply ok(JsonNode body) {
        return ScriptedReply.json(200, body.toString());
    }

    private Result chat(HttpServletRequest request, RecordedCall call, String path) {
        String token = call.header("authorization");
        JsonNode body = SimulatorJson.parse(call.body());
        if (path.startsWith("authorization/")) {
            return new Result(token(path, token, body));
        }
        ChatUser user = rooms.user(token);
        String[] parts = path.split("/", -1);
        if (parts.length == 1) {
            return create(user, body);
        }
        Room room = rooms.room(user, parts[1]);
        return switch (request.getMethod() + " " + (parts.length > 2 ? parts[2] : "")) {
            case "POST message" -> message(room, body);
            case "POST acknowledge-entries" -> {
                body.path("acks")
                        .forEach(ack -> check(ack, "id", "entryType", "conversationEntryId"));
                check(body, "acks");
                yield new Result(ScriptedReply.json(200, "{}"));
            }
            case "GET entries" -> new Result(entries(request, room));
            case "DELETE session" -> {
                Runnable told =
                        room.isEnded() ? () -> {} : () -> SimulatedAgent.ended(room, "EndUser");
                room.end();
                yield new Result(ScriptedReply.json(204, ""), told);
            }
            case "DELETE " -> {
                rooms.remove(room);
                yield new Result(ScriptedReply.json(204, ""), () -> SimulatedAgent.closed(room));
            }
            default -> throw new ApiRefusal(404, "NOT_FOUND");
        };
    }

    private ScriptedReply token(String path, @Nullable String token, JsonNode body) {
        if (path.equals("authorization/continuation-access-token")) {
            return given(rooms.continued(token));
        }
        check(body, "orgId", "esDeveloperName", "capabilitiesVersion", "platform");
        return given(rooms.newToken());
    }

    private static ScriptedReply given(String token) {
        ObjectNode given =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("accessToken", token)
                        .put("lastEventId", "0");
        return ok(given);
    }

    private Result create(ChatUser user, JsonNode body) {
        check(body, "conversationId", "esDeveloperName", "routingAttributes");
        Room room =
                rooms.create(
                        user,
                        body.path("conversationId").asString(""),
                        body.path("routingAttributes"));
        return new Result(
                ScriptedReply.json(201, "{}"),
                () -> SimulatedAgent.routed(room, "Initial", "NO_ERROR"));
    }

    private static Result message(Room room, JsonNode body) {
        boolean first = body.path("isNewMessagingSession").asBoolean(false);
        List<String> members =
                new ArrayList<>(List.of("message", "esDeveloperName", "isNewMessagingSession"));
        if (first) {
            members.addAll(List.of("routingAttributes", "language"));
        }
        check(body, members.toArray(String[]::new));
        JsonNode message = body.path("message");
        check(message, "id", "messageType", "staticContent");
        check(message.path("staticContent"), "formatType", "text");
        if (room.isEnded()) {
            throw new ApiRefusal(404, "NOT_FOUND");
        }
        room.count();
        room.accept(() -> SimulatedAgent.echo(room, message));
        return new Result(ScriptedReply.json(202, "{}"), room::addAccepted);
    }

    private ScriptedReply entries(HttpServletRequest request, Room room) {
        long from = Long.parseLong(request.getParameter("startTimestamp"));
        int limit = Integer.parseInt(request.getParameter("limit"));
        ObjectNode page = SimulatorJson.MAPPER.createObjectNode();
        ArrayNode entries = page.putArray("conversationEntries");
        List<ObjectNode> found =
                room.entries().stream()
                        .filter(entry -> timeOf(entry) >= from)
                        .sorted(Comparator.comparingLong(SalesforceController::timeOf))
                        .limit(limit)
                        .toList();
        entries.addAll(reversed ? found.reversed() : found);
        return ok(page);
    }

    private static long timeOf(ObjectNode entry) {
        return entry.path("transcriptedTimestamp").asLong(0);
    }

    /// A strict schema: exactly these members.
    private static void check(JsonNode object, String... members) {
        Set<String> there = new TreeSet<>(object.propertyNames());
        if (!there.equals(Set.of(members))) {
            throw new ApiRefusal(400, "BAD_REQUEST");
        }
    }

    private void stream(RecordedCall call, HttpServletResponse response) throws IOException {
        ChatUser user;
        try {
            user = rooms.user(call.header("authorization"));
        } catch (ApiRefusal apiRefusal) {
            apiRefusal.reply().writeTo(response);
            return;
        }
        String last = call.header("last-event-id");
        EventStream stream =
                user.listen(last == null || last.isEmpty() ? 0 : Integer.parseInt(last));
        try {
            response.setContentType("text/event-stream");
            response.flushBuffer();
            stream.writeTo(response.getOutputStream());
        } finally {
            user.leave(stream);
        }
    }
}
