package dev.switchboard.scenario.live;

import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A bot, and a desk, that give the answers of their test, and then accept everything.
final class ScriptedBot {

    static final UpstreamReply TAKEN = new UpstreamReply.Accepted(200, "{\"status\":\"accepted\"}");

    private final Queue<Function<Message, SendOutcome>> steps = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> typing = new ArrayList<>();
    private final AtomicReference<@Nullable ReplyWindow> window = new AtomicReference<>();
    private final AtomicBoolean repeatsUnknown = new AtomicBoolean(true);

    /// From now on a call without an answer is not made again.
    void takesNoRepeats() {
        repeatsUnknown.set(false);
    }

    /// From now on its users are to be written to for so long after their last words.
    void takesReplies(Duration within) {
        window.set(new ReplyWindow(within));
    }

    ScriptedBot replies(UpstreamReply... replies) {
        for (UpstreamReply reply : replies) {
            steps.add(_ -> new SendOutcome.Called(reply));
        }
        return this;
    }

    ScriptedBot step(Function<Message, SendOutcome> step) {
        steps.add(step);
        return this;
    }

    /// Its calls, including repeats.
    List<String> heard() {
        return heard;
    }

    /// The typing notices for its users, and the messages before them.
    List<String> typing() {
        return typing;
    }

    /// The gateway to the targets of one upstream.
    UserMessageGateway of(String upstream) {
        return new Gateway(upstream);
    }

    private final class Gateway implements UserMessageGateway {

        private final String upstream;

        private Gateway(String upstream) {
            this.upstream = upstream;
        }

        @Override
        public boolean serves(Target target) {
            return target.name().equals(upstream) || target.name().startsWith(upstream + "/");
        }

        @Override
        public boolean repeatsUnknown() {
            return repeatsUnknown.get();
        }

        @Override
        public boolean showsTyping(Target target, ConversationId conversation) {
            return target.kind() == Target.Kind.USER;
        }

        @Override
        public Optional<ReplyWindow> replyWindow(Target target) {
            return Optional.ofNullable(window.get());
        }

        /// Echoes are quoted texts.
        @Override
        public boolean isEcho(Target target, Message sent, Content echo) {
            return TestConsole.text(sent).contains("\"text\":" + echo.text());
        }

        @Override
        public void showTyping(Target target, Message last, boolean active) {
            typing.add("%s %s %s".formatted(target, TestConsole.text(last), active));
        }

        @Override
        public SendOutcome send(Target target, Message message) {
            heard.add(TestConsole.text(message));
            Function<Message, SendOutcome> step = steps.poll();
            return step == null ? new SendOutcome.Called(TAKEN) : step.apply(message);
        }
    }
}
