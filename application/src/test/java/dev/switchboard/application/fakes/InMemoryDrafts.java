package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.ReplyDraft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Drafts that live as long as their test.
public final class InMemoryDrafts implements Drafts {

    private final Map<Key, ReplyDraft> all = new HashMap<>();
    private final Outage outage;

    private record Key(Agent agent, ConversationId conversation) {}

    public InMemoryDrafts() {
        this(new Outage());
    }

    public InMemoryDrafts(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized ReplyDraft keep(ReplyDraft draft) {
        outage.check();
        ReplyDraft stored =
                new ReplyDraft(
                        draft.agent(),
                        draft.conversation(),
                        draft.text(),
                        draft.at().truncatedTo(ChronoUnit.MILLIS));
        return all.merge(
                new Key(draft.agent(), draft.conversation()),
                stored,
                (there, here) -> here.isNewerThan(there) ? here : there);
    }

    @Override
    public List<ReplyDraft> of(Agent agent) {
        return said(draft -> draft.agent().equals(agent));
    }

    @Override
    public List<ReplyDraft> of(ConversationId conversation) {
        return said(draft -> draft.conversation().equals(conversation));
    }

    private synchronized List<ReplyDraft> said(Predicate<ReplyDraft> which) {
        outage.check();
        return all.values().stream()
                .filter(which)
                .filter(draft -> !draft.text().isEmpty())
                .limit(100)
                .toList();
    }

    @Override
    public synchronized void forget(ConversationId conversation) {
        outage.check();
        all.keySet().removeIf(key -> key.conversation().equals(conversation));
    }

    @Override
    public synchronized void forgetThrough(Instant last) {
        outage.check();
        all.values().removeIf(draft -> !draft.at().isAfter(last));
    }
}
