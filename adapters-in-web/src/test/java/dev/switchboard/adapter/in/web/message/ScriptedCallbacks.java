package dev.switchboard.adapter.in.web.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Answers each callback as the test says, and records it.
final class ScriptedCallbacks implements AcceptChannelCallback {

    private final List<Command> commands = new ArrayList<>();
    private Function<Command, Result> script = _ -> Result.ACCEPTED;

    void answers(Function<Command, Result> next) {
        script = next;
    }

    List<Command> commands() {
        return commands;
    }

    @Override
    public Result accept(Command command) {
        commands.add(command);
        return script.apply(command);
    }
}
