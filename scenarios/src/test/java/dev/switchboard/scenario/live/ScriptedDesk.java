package dev.switchboard.scenario.live;

import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An outside desk that follows its test's script, and then accepts everything.
final class ScriptedDesk implements AgentDesk {

    static final String NAME = "outside";
    static final SendOutcome TAKEN = new SendOutcome.Called(new UpstreamReply.Accepted(202, null));

    final List<Request> opened = new ArrayList<>();

    /// The events that its agents saw, including users who left or never came.
    final List<String> seen = new ArrayList<>();

    /// The session of each text.
    final List<DeskRef> sessions = new ArrayList<>();

    final Queue<Supplier<Opening>> openings = new ArrayDeque<>();
    final Queue<SendOutcome> answers = new ArrayDeque<>();

    /// Whether its agents know none of the earlier messages.
    boolean replaced;

    /// The state of every chat at the desk.
    @Nullable SessionView view;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Opening open(Request request) {
        opened.add(request);
        Supplier<Opening> next = openings.poll();
        return next == null ? new Opening.Opened(true) : next.get();
    }

    @Override
    public SendOutcome send(DeskRef chat, DeskMessage said) {
        SendOutcome answer = answer();
        if (!answer.equals(TAKEN)) {
            return answer;
        }
        if (replaced) {
            sees(chat, said.before().get());
            replaced = false;
        }
        return switch (said) {
            case DeskMessage.Text text -> sees(chat, text.text());
            case DeskMessage.File file ->
                    file.bytes().get() == null
                            ? new SendOutcome.NotBefore(Instant.MIN)
                            : sees(
                                    chat,
                                    "%s, %s, %s"
                                            .formatted(file.name(), file.notice(), file.caption()));
        };
    }

    private SendOutcome sees(DeskRef chat, String text) {
        if (!text.isEmpty()) {
            sessions.add(chat);
            seen.add(text);
        }
        return TAKEN;
    }

    private SendOutcome answer() {
        SendOutcome next = answers.poll();
        return next == null ? TAKEN : next;
    }

    @Override
    public SendOutcome end(DeskRef chat) {
        seen.add("left");
        return TAKEN;
    }

    @Override
    public void abandon(DeskRef chat, TenantId tenant) {
        seen.add("abandoned");
    }

    @Override
    public Load load() {
        return Load.NONE;
    }

    @Override
    public Optional<SessionView> view(DeskRef chat) {
        return Optional.ofNullable(view);
    }
}
