package dev.switchboard.simulators.channel;

import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.LateCallbacks;
import dev.switchboard.simulators.script.ScriptStep;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Turn;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// Plays the steps of channels: waits, calls back and answers in the order of the step. A step
/// without a callback behaves like the documentation's sample: work (the delay), call back, then
/// answer; if it fails the request, there is no callback.
final class ChannelServer {

    private static final ScriptedReply SENT =
            ScriptedReply.json(200, "{\"success\":true,\"message\":\"Response sent\"}");
    private static final ScriptedReply NOT_SENT =
            ScriptedReply.json(500, "{\"success\":false,\"error\":\"Callback failed\"}");

    private final Callbacks callbacks;
    private final Stage stage;
    private final Map<String, LateCallbacks> late = new ConcurrentHashMap<>();

    ChannelServer(Callbacks callbacks, Stage stage) {
        this.callbacks = callbacks;
        this.stage = stage;
    }

    /// @param name the name of the channel
    void serve(
            String name,
            ScriptedUpstream channel,
            ChannelMessage message,
            HttpServletResponse response)
            throws IOException {
        Turn turn = channel.nextTurn();
        ScriptStep step = turn.step();
        if (step.callback() != null) {
            play(turn, new SimulatedCallback(name, channel, step.callback(), message), response);
        } else if (step.succeeds()) {
            Callback afterWork = Callback.usual(step.delayMs());
            Turn answerAtOnce = new Turn(step.withoutDelay(), turn.endsReversal());
            play(answerAtOnce, new SimulatedCallback(name, channel, afterWork, message), response);
        } else {
            stage.answer(step, SENT, response);
        }
    }

    private void play(Turn turn, SimulatedCallback request, HttpServletResponse response)
            throws IOException {
        switch (request.callback().when()) {
            case NEVER -> stage.answer(turn.step(), SENT, response);
            case BEFORE -> {
                stage.pause(request.callback().delayMs());
                stage.answer(turn.step(), callBack(request), response);
            }
            case AFTER -> {
                stage.answer(turn.step(), SENT, response);
                response.flushBuffer();
                callBackLater(turn.endsReversal(), request);
            }
        }
    }

    private ScriptedReply callBack(SimulatedCallback request) {
        try {
            callbacks.send(request).join();
            return SENT;
        } catch (CompletionException _) {
            return NOT_SENT;
        }
    }

    private void callBackLater(boolean endsReversal, SimulatedCallback request) {
        late.computeIfAbsent(request.name(), _ -> new LateCallbacks())
                .start(request.callback(), endsReversal, () -> callbacks.send(request));
    }
}
