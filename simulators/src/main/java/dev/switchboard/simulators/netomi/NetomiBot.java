package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.LateCallbacks;
import dev.switchboard.simulators.script.OrderedCallbacks;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.Stage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Plays the steps of messages: calls back and answers in the order of the step. Without a step it
/// answers and then calls back. It ignores messages without a text.
final class NetomiBot {

    private final BotCallbacks callbacks;
    private final Stage stage;
    private final OrderedCallbacks ordered = new OrderedCallbacks();

    NetomiBot(BotCallbacks callbacks, Stage stage) {
        this.callbacks = callbacks;
        this.stage = stage;
    }

    void serve(NetomiStep step, Question question, HttpServletResponse response)
            throws IOException {
        NetomiCallback callback = question.saysNothing() ? null : step.callbackOrUsual();
        if (callback == null) {
            stage.answer(step.answer(), accepted(question), response);
        } else if (callback.when() == NetomiCallback.When.BEFORE) {
            stage.pause(callback.delayMs());
            callbacks.send(question, callback).join();
            stage.answer(step.answer(), accepted(question), response);
        } else if (callback.delayMs() == 0 && step.drop() == null) {
            ordered.answer(
                    question.conversationId(),
                    () -> answer(step, question, response),
                    () -> callbacks.send(question, callback));
        } else {
            answer(step, question, response);
            LateCallbacks.start(callback.delayMs(), () -> callbacks.send(question, callback));
        }
    }

    private void answer(NetomiStep step, Question question, HttpServletResponse response)
            throws IOException {
        stage.answer(step.answer(), accepted(question), response);
        response.flushBuffer();
    }

    private static ScriptedReply accepted(Question question) {
        return ScriptedReply.json(
                200,
                "{\"status\":\"accepted\",\"requestId\":\"%s\"}".formatted(question.requestId()));
    }
}
