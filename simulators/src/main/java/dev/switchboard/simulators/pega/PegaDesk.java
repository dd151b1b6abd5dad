package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.LateCallbacks;
import dev.switchboard.simulators.script.OrderedCallbacks;
import dev.switchboard.simulators.script.ScriptStep;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Turn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays the steps of the desk. A step without a callback behaves like the real desk: it answers,
/// and calls back afterwards; if it fails the request, there is no callback.
final class PegaDesk {

    private static final ScriptedReply TAKEN = ScriptedReply.json(200, "{}");
    private static final Callback USUAL =
            new Callback(Callback.When.AFTER, 0, 1, false, Callback.Proof.TOKEN, 0, null);
    private static final Callback NONE =
            new Callback(Callback.When.NEVER, 0, 1, false, Callback.Proof.TOKEN, 0, null);

    private final DeskCallbacks callbacks;
    private final Stage stage;
    private final DeskPhrases phrases = new DeskPhrases();
    private final LateCallbacks late = new LateCallbacks();
    private final OrderedCallbacks ordered = new OrderedCallbacks();

    PegaDesk(DeskCallbacks callbacks, Stage stage) {
        this.callbacks = callbacks;
        this.stage = stage;
    }

    void serve(Turn turn, CustomerMessage message, HttpServletResponse response)
            throws IOException {
        ScriptStep step = turn.step();
        Callback how = howOf(step);
        switch (how.when()) {
            case NEVER -> stage.answer(step, TAKEN, response);
            case BEFORE -> {
                stage.pause(how.delayMs());
                var _ = callbacks.send(bodies(how, message), how).join();
                stage.answer(step, TAKEN, response);
            }
            case AFTER -> {
                List<JsonNode> bodies = bodies(how, message);
                if (step.drop() == null && how.isAtOnce()) {
                    ordered.answer(
                            message.customer(),
                            () -> answer(step, response),
                            () -> callBack(bodies, how));
                } else {
                    answer(step, response);
                    late.start(how, turn.endsReversal(), () -> callBack(bodies, how));
                }
            }
        }
    }

    private void answer(ScriptStep step, HttpServletResponse response) throws IOException {
        stage.answer(step, TAKEN, response);
        response.flushBuffer();
    }

    /// Sends an unsolicited message.
    List<CallbackResult> say(Callback what) {
        JsonNode data = what.data();
        return data == null ? List.of() : callbacks.send(List.of(data), what).join();
    }

    private static Callback howOf(ScriptStep step) {
        if (step.callback() != null) {
            return step.callback();
        }
        return step.succeeds() ? USUAL : NONE;
    }

    private List<JsonNode> bodies(Callback how, CustomerMessage message) {
        JsonNode data = how.data();
        return data == null
                ? phrases.answersTo(message)
                : List.of(DeskPhrases.scripted(data, message));
    }

    private CompletableFuture<Void> callBack(List<JsonNode> bodies, Callback how) {
        return callbacks.send(bodies, how).thenAccept(_ -> {});
    }

    /// The desk's own replies: to the contract's keywords, otherwise an echo. After a request for
    /// an agent, one answers until the session ends. The same message gets the same text and ids,
    /// like a repeat that is answered again.
    private static final class DeskPhrases {

        private static final String AGENT = "Anna";

        private final Set<String> withAgent = ConcurrentHashMap.newKeySet();

        List<JsonNode> answersTo(CustomerMessage message) {
            return switch (message.type()) {
                case "text" -> answersToText(message);
                case "customer_end_session" -> {
                    withAgent.remove(message.customer());
                    yield List.of();
                }
                default -> List.of();
            };
        }

        private List<JsonNode> answersToText(CustomerMessage message) {
            List<JsonNode> answers = new ArrayList<>();
            String keyword = keywordOf(message);
            ObjectNode answer = message(message, typeOf(keyword));
            switch (keyword) {
                case "menu" ->
                        answer.put("title", "What is it about?").set("items", choices(false));
                case "carousel" -> answer.set("items", choices(true));
                case "link" ->
                        answer.put("title", "Our pages")
                                .put("label", "Open")
                                .put("url", "https://example.com/");
                case "wait" -> answer.put("waitTime", 120);
                case "typing" -> answers.add(message(message, "typing_indicator"));
                case "agent" -> withAgent.add(message.customer());
                case "end" -> withAgent.remove(message.customer());
                default -> {}
            }
            if (answer.path("type").asString("").equals("text")) {
                say(answer, keyword, message);
            }
            answers.add(answer);
            return answers;
        }

        private void say(ObjectNode answer, String keyword, CustomerMessage message) {
            boolean byAgent = withAgent.contains(message.customer());
            answer.put("author", byAgent ? "csr" : "bot");
            if (byAgent) {
                answer.put("csr_name", AGENT);
            }
            String words =
                    keyword.equals("agent")
                            ? "Hello, this is " + AGENT + ". How can I help you?"
                            : "You said: " + message.text();
            answer.putArray("text").add(words);
            if (keyword.equals("attachment")) {
                answer.putArray("attachments")
                        .addObject()
                        .put("url", "https://example.com/receipt.pdf")
                        .put("content_type", "application/pdf")
                        .put("file_name", "receipt.pdf")
                        .put("size", 1024);
            }
        }

        private static String keywordOf(CustomerMessage message) {
            return List.of(
                            "menu",
                            "carousel",
                            "link",
                            "wait",
                            "typing",
                            "attachment",
                            "agent",
                            "end")
                    .stream()
                    .filter(message::asksFor)
                    .findFirst()
                    .orElse("");
        }

        private static String typeOf(String keyword) {
            return switch (keyword) {
                case "menu", "carousel" -> keyword;
                case "link" -> "link_button";
                case "wait" -> "wait_time";
                case "end" -> "csr_end_session";
                default -> "text";
            };
        }

        private static ObjectNode message(CustomerMessage message, String type) {
            ObjectNode json = SimulatorJson.MAPPER.createObjectNode();
            json.put("type", type).set("customer_id", message.customerId());
            return json.put("message_id", idOfAnswer(message));
        }

        private static JsonNode choices(boolean withPictures) {
            var items = SimulatorJson.MAPPER.createArrayNode();
            for (String topic : List.of("order", "bill")) {
                ObjectNode item =
                        items.addObject().put("text", "My " + topic).put("payload", topic);
                if (withPictures) {
                    item.put("image_url", "https://example.com/" + topic + ".png");
                }
            }
            return items;
        }

        /// A scripted reply; customer and id are added where the script leaves them out.
        static JsonNode scripted(JsonNode data, @Nullable CustomerMessage message) {
            if (!(data instanceof ObjectNode object) || message == null) {
                return data;
            }
            ObjectNode whole = object.deepCopy();
            if (!whole.has("customer_id") && !whole.has("customer")) {
                whole.set("customer_id", message.customerId());
            }
            if (!whole.has("message_id")) {
                whole.put("message_id", idOfAnswer(message));
            }
            return whole;
        }

        private static String idOfAnswer(CustomerMessage message) {
            return "answer-to-" + message.id();
        }
    }
}
