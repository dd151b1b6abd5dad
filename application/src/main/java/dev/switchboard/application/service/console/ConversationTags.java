package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffRecord;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes the tags of conversations. That is a step of the handoff which leaves the lease as it
/// is.
final class ConversationTags implements TagConversations {

    private final HandoffCache handoffs;
    private final Handoffs store;
    private final LeaseGuard leaseGuard;
    private final HandoffSteps steps;
    private final HandoffRecord record;
    private final LabelLists labels;
    private final ConversationLocks locks;
    private final Clock clock;

    ConversationTags(
            HandoffCache handoffs,
            Handoffs store,
            LeaseGuard leaseGuard,
            HandoffSteps steps,
            HandoffRecord record,
            LabelLists labels,
            ConversationLocks locks,
            Clock clock) {
        this.handoffs = handoffs;
        this.store = store;
        this.leaseGuard = leaseGuard;
        this.steps = steps;
        this.record = record;
        this.labels = labels;
        this.locks = locks;
        this.clock = clock;
    }

    @Override
    public Tagged tag(ClientId id, Tagging tagging) {
        Console console = leaseGuard.console(id);
        return console == null
                ? DeskRefusal.NOT_FOUND
                : locks.withLock(tagging.conversation(), () -> tag(console, tagging));
    }

    private Tagged tag(Console console, Tagging tagging) {
        ConversationId conversation = tagging.conversation();
        Agent agent = console.agent();
        Instant now = clock.instant();
        Step.Order order = new Step.Order(tagging.id(), tagging.fingerprint());
        if (handoffs.find(conversation) instanceof Leased) {
            // an earlier try of this command may have been stored but not completed
            steps.mend(conversation);
        }
        IdempotencyKey key = HandoffRecord.key(conversation, agent.id(), order, now);
        Optional<Appended> earlier = record.recall(key);
        if (earlier.isPresent()) {
            return repeated(conversation, earlier.get());
        }
        Leased leased = mayTag(console, conversation);
        if (leased == null) {
            return DeskRefusal.NOT_FOUND;
        }
        Tags before = leased.matter().tags();
        if (!mayHave(leased, tagging.add())) {
            return DeskRefusal.NO_SUCH_TAG;
        }
        Tags next = before.changed(tagging.add(), tagging.remove()).orElse(null);
        if (next == null) {
            return DeskRefusal.AT_LIMIT;
        }
        Step step = new Step(Step.Kind.TAGGED, now, agent.id(), order, "");
        leaseGuard.seenBy(console, conversation);
        return steps.take(leased, leased.tag(step, next))
                .<Tagged>map(seq -> new Tagged.Done(next, seq))
                .orElse(DeskRefusal.NOT_FOUND);
    }

    /// The handoff, if the console's agent holds it, or watches it as a supervisor.
    private @Nullable Leased mayTag(Console console, ConversationId conversation) {
        Leased own = leaseGuard.renewed(conversation, console.agent());
        boolean watches = console.supervisor() && console.feeds().follows(conversation);
        return own == null && watches && handoffs.find(conversation) instanceof Leased leased
                ? leased
                : own;
    }

    /// What a conversation has stays, even if it is no longer offered.
    boolean mayHave(Leased leased, Collection<LabelId> wanted) {
        Collection<LabelId> there = leased.matter().tags().ids();
        if (there.containsAll(wanted)) {
            return true;
        }
        LabelList offered = labels.of(leased.matter().tenant(), LabelList.Kind.TAGS);
        return wanted.stream().allMatch(id -> there.contains(id) || offered.offers(id));
    }

    private Tagged repeated(ConversationId conversation, Appended appended) {
        return switch (appended) {
            case Appended.Stored(var message) -> done(conversation, message.seq());
            case Appended.Repeated(MessageId first, _) -> done(conversation, record.seq(first));
            case Appended.KeyReused _ -> DeskRefusal.ID_REUSED;
        };
    }

    private Tagged done(ConversationId conversation, long seq) {
        Tags now =
                store.find(conversation)
                        .map(Handoff::matter)
                        .map(Handoff.Matter::tags)
                        .orElse(Tags.NONE);
        return new Tagged.Done(now, seq);
    }
}
