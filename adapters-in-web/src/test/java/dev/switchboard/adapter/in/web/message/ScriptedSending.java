package dev.switchboard.adapter.in.web.message;

import dev.switchboard.application.port.in.message.SendChannelMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Answers each command as the test says, and records it.
final class ScriptedSending implements SendChannelMessage {

    private final List<Command> commands = new ArrayList<>();
    private Function<Command, Result> script =
            _ -> {
                throw new AssertionError("nothing should be sent");
            };

    void answers(Function<Command, Result> next) {
        script = next;
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
