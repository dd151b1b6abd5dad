package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Result;
import dev.switchboard.domain.replay.Replay.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Replays that send two messages of the conversation `session:a`. Only the key `used` was used.
public final class FakeReplays implements ReplayConversations {

    private static final String KNOWN = "session:a";

    private final List<Command> commands = new ArrayList<>();

    public void reset() {
        commands.clear();
    }

    public List<Command> commands() {
        return commands;
    }

    @Override
    public Outcome replay(Command command) {
        commands.add(command);
        Request request = command.request();
        if (!request.conversation().value().equals(KNOWN)) {
            return new Outcome.UnknownConversation();
        }
        return command.key().equals("used")
                ? new Outcome.KeyReused()
                : new Outcome.Queued(
                        new Replay("rpl_1", request, 1000, 1001L, Samples.NOON, result()));
    }

    @Override
    public Preview preview(Request request) {
        return request.conversation().value().equals(KNOWN)
                ? new Preview.Counted(result(), null)
                : new Preview.UnknownConversation();
    }

    private static Result result() {
        return new Result(2, Map.of(Skip.NO_SUCH_TARGET, 3, Skip.NOTES, 1));
    }
}
