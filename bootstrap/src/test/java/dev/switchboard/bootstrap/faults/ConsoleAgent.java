package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.HubProcess;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/// One of the hub's own agents, with a console on the stock client: accepts offers and waiting
/// users, answers each text of a user that no agent has answered, and ends the conversation after
/// the text that says so. It repeats each command with the same `id` until the hub answers.
final class ConsoleAgent implements AutoCloseable, Runnable {

    /// The ending of a user's last text.
    static final String THE_LAST = "-last.";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ChatBook book;
    private final String token;

    /// Its leases by the conversations that it was shown: until then it cannot know the answers of
    /// an agent who lost the conversation.
    private final Map<String, String> held = new ConcurrentHashMap<>();

    private volatile HubProcess at;
    private volatile Socket socket;
    private volatile boolean ending;

    ConsoleAgent(HubProcess first, String token, ChatBook book) {
        this.book = book;
        this.token = token;
        this.at = first;
        this.socket = connected(first);
    }

    boolean isAt(HubProcess process) {
        return at.equals(process);
    }

    /// Leaves its hub, which may be dead.
    void goTo(HubProcess other) {
        socket.disconnect();
        at = other;
        socket = connected(other);
    }

    private Socket connected(HubProcess to) {
        IO.Options options = new IO.Options();
        options.reconnectionDelay = 50;
        options.reconnectionDelayMax = 200;
        options.transports = new String[] {"websocket"};
        options.forceNew = true;
        options.auth = Map.of("token", token);
        Socket made = IO.socket(to.url().resolve("/agent"), options);
        on(made, "agent.ready", this::ready);
        on(made, "handoff.offer", this::accept);
        on(made, "queue.snapshot", this::listed);
        on(made, "queue.update", this::changed);
        on(made, "context.snapshot", this::shown);
        on(made, "message", this::heard);
        on(
                made,
                "lease.lost",
                lost -> held.remove(lost.getString("conversationId"), lost.getString("leaseId")));
        made.connect();
        return made;
    }

    private interface Listener {
        void hear(JSONObject said) throws JSONException;
    }

    private void on(Socket made, String event, Listener listener) {
        made.on(
                event,
                args -> {
                    try {
                        listener.hear((JSONObject) args[0]);
                    } catch (JSONException e) {
                        book.surprise("%s as %s: %s".formatted(event, args[0], e));
                    }
                });
    }

    private void ready(JSONObject ready) throws JSONException {
        JSONArray offers = ready.getJSONArray("offers");
        for (int i = 0; i < offers.length(); i++) {
            accept(offers.getJSONObject(i));
        }
    }

    private void listed(JSONObject queue) throws JSONException {
        JSONArray items = queue.getJSONArray("items");
        for (int i = 0; i < items.length(); i++) {
            waiting(items.getJSONObject(i));
        }
    }

    private void changed(JSONObject queue) throws JSONException {
        JSONArray changes = queue.getJSONArray("changes");
        for (int i = 0; i < changes.length(); i++) {
            waiting(changes.getJSONObject(i).optJSONObject("item"));
        }
    }

    /// A conversation that was offered to all agents in vain waits until one takes it.
    ///
    /// @param item null if it is not in the queue any more
    private void waiting(@Nullable JSONObject item) throws JSONException {
        if (item != null && item.getString("state").equals("waiting")) {
            accept(item);
        }
    }

    private void accept(JSONObject offer) throws JSONException {
        JSONObject wanted =
                new JSONObject()
                        .put("handoffId", offer.getString("handoffId"))
                        .put("version", offer.getLong("version"));
        socket.emit("handoff.accept", wanted);
    }

    private void shown(JSONObject snapshot) throws JSONException {
        JSONArray messages = snapshot.getJSONArray("messages");
        for (int i = 0; i < messages.length(); i++) {
            heard(messages.getJSONObject(i));
        }
        held.put(
                snapshot.getString("conversationId"),
                snapshot.getJSONObject("lease").getString("leaseId"));
    }

    private void heard(JSONObject message) throws JSONException {
        String conversation = message.getString("conversationId");
        String text = message.optString("text");
        switch (message.getJSONObject("author").getString("kind")) {
            case "user" -> book.agentSaw(conversation, message.getLong("seq"), text);
            case "agent" -> book.answered(conversation, answered(text), userOf(conversation), text);
            default -> {}
        }
    }

    private static String userOf(String conversation) {
        return conversation.substring(conversation.lastIndexOf(':') + 1);
    }

    private static String answer(String conversation, long seq) {
        return "%s-agent-%d.".formatted(userOf(conversation), seq);
    }

    /// The `seq` of the message that an answer of an agent answers.
    private static long answered(String answer) {
        return Long.parseLong(
                answer.substring(answer.lastIndexOf('-') + 1, answer.lastIndexOf('.')));
    }

    @Override
    public void run() {
        while (!ending) {
            held.forEach(this::serve);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void serve(String conversation, String lease) {
        Map.Entry<Long, String> next = book.unanswered(conversation);
        while (next != null && lease.equals(held.get(conversation))) {
            String answer = answer(conversation, next.getKey());
            if (!done(conversation, lease, "message.send", "answer-" + next.getKey(), answer)) {
                return;
            }
            book.answered(conversation, next.getKey(), userOf(conversation), answer);
            next = book.unanswered(conversation);
        }
        Long last = book.toBeEnded(conversation);
        if (last != null && done(conversation, lease, "conversation.end", "end-" + last, null)) {
            held.remove(conversation, lease);
            // there is room again for a conversation that was refused before
            socket.emit("queue.watch", new JSONObject());
        }
    }

    /// @return whether the hub did it; if not, the agent does not have the lease any more
    private boolean done(
            String conversation, String lease, String event, String id, @Nullable String text) {
        while (!ending && lease.equals(held.get(conversation))) {
            JSONObject answer = ask(conversation, lease, event, id, text);
            if (answer.optBoolean("ok")) {
                return true;
            }
            String code = answer.optString("code", "");
            if (code.equals("LEASE_LOST") || code.equals("NOT_FOUND")) {
                held.remove(conversation, lease);
            } else if (!code.isEmpty() && !code.equals("UNAVAILABLE")) {
                book.surprise("%s %s in %s: %s".formatted(event, id, conversation, answer));
                return false;
            }
        }
        return false;
    }

    /// @return the hub's answer, or nothing
    private JSONObject ask(
            String conversation, String lease, String event, String id, @Nullable String text) {
        CompletableFuture<JSONObject> said = new CompletableFuture<>();
        try {
            JSONObject command =
                    new JSONObject()
                            .put("conversationId", conversation)
                            .put("leaseId", lease)
                            .put("id", id);
            if (text != null) {
                command.put("type", "text").put("text", text);
            }
            Ack ack = args -> said.complete((JSONObject) args[0]);
            socket.emit(event, new Object[] {command}, ack);
            return said.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return new JSONObject();
            }
            throw e;
        } catch (JSONException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ending = true;
        socket.disconnect();
    }
}
