package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.domain.replay.Replay.Result;
import dev.switchboard.domain.replay.Replay.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Replays of channels that send two messages of one conversation, and have a next part.
public final class FakeChannelReplays implements ReplayChannels {

    private static final Part PART =
            new Part(new Result(2, Map.of(Skip.DELIVERED, 3)), 1, Samples.messageId(7));

    private final List<Command> commands = new ArrayList<>();
    private final List<Period> previews = new ArrayList<>();

    public void reset() {
        commands.clear();
        previews.clear();
    }

    public List<Command> commands() {
        return commands;
    }

    public List<Period> previews() {
        return previews;
    }

    @Override
    public Part replay(Command command) {
        commands.add(command);
        return PART;
    }

    @Override
    public Part preview(Period period) {
        previews.add(period);
        return PART;
    }
}
