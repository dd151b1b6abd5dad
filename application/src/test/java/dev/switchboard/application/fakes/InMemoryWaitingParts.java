package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Waiting parts that live as long as their test.
public final class InMemoryWaitingParts implements WaitingParts {
    private final Map<Name, Part> parts = new LinkedHashMap<>();
    private final Outage outage;
    private Runnable before = () -> {};

    public InMemoryWaitingParts() {
        this(new Outage());
    }

    public InMemoryWaitingParts(Outage outage) {
        this.outage = outage;
    }

    /// Runs an action once, before the next part is stored.
    public synchronized void beforePutting(Runnable action) {
        before = action;
    }

    @Override
    public synchronized void put(Part part) {
        outage.check();
        Runnable now = before;
        before = () -> {};
        now.run();
        parts.putIfAbsent(Name.of(part), part);
    }

    @Override
    public synchronized void remove(Part part) {
        outage.check();
        parts.remove(Name.of(part));
    }

    @Override
    public synchronized List<Part> all() {
        outage.check();
        return parts.values().stream().sorted(Comparator.comparing(Part::at)).toList();
    }

    @Override
    public synchronized List<Part> of(ConversationId conversation) {
        outage.check();
        return parts.values().stream()
                .filter(part -> part.conversation().equals(conversation))
                .toList();
    }

    /// The identity of a part.
    private record Name(ConversationId conversation, String answer, int index, String fingerprint) {
        static Name of(Part part) {
            return new Name(part.conversation(), part.answer(), part.index(), part.fingerprint());
        }
    }
}
