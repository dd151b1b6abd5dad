package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Takes every message and answers as a test says; at first the bot acknowledges at once.
final class ScriptedUserMessages implements SendUserMessage {

    static final MessageId ID = new MessageId("msg_0123456789abcdef0123456789abcdef");

    private final List<Command> commands = new ArrayList<>();
    private Function<Command, Result> script =
            _ ->
                    new Result.Answered(
                            ID, 1, "{\"status\":\"accepted\",\"requestId\":\"r1\"}", false);

    void answers(Function<Command, Result> changed) {
        script = changed;
    }

    List<Command> commands() {
        return commands;
    }

    @Override
    public Result send(Command command) {
        commands.add(command);
        return script.apply(command);
    }
}
