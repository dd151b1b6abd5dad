package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.LateCallbacks;
import dev.switchboard.simulators.script.OrderedCallbacks;
import dev.switchboard.simulators.script.Reply;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Step;
import dev.switchboard.simulators.script.Turn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// Plays the steps of the desk. A step that says nothing of callbacks goes as with the real one: it
/// answers, and calls back afterwards; if it fails the request, there is no callback.
final class PegaDesk {

    private static final Reply TAKEN = Reply.json(200, "{}");
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
        Step step = turn.step();
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

    private void answer(Step step, HttpServletResponse response) throws IOException {
        stage.answer(step, TAKEN, response);
        response.flushBuffer();
    }

    /// Says something unasked.
    List<CallbackResult> say(Callback what) {
        JsonNode data = what.data();
        return data == null ? List.of() : callbacks.send(List.of(data), what).join();
    }

    private static Callback howOf(Step step) {
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
}
