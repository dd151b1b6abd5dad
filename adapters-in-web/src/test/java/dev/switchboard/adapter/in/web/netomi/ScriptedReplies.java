package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.application.port.in.message.AcceptReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Takes every reply and answers as a test says.
final class ScriptedReplies implements AcceptReply {

    private final List<Reply> replies = new ArrayList<>();
    private Function<Reply, Result> script = _ -> new Result.Accepted();

    void answers(Function<Reply, Result> changed) {
        script = changed;
    }

    List<Reply> replies() {
        return replies;
    }

    @Override
    public Result accept(Reply reply) {
        replies.add(reply);
        return script.apply(reply);
    }
}
