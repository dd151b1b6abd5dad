package dev.switchboard.application.service.console;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.handoff.ContextReader.Context;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conversations that a console follows: those that its agent holds, from its last position or
/// from a snapshot on, with the state of the agent's own messages; and those that a supervisor
/// watches.
final class FollowedConversations {

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final Consoles consoles;
    private final ContextReader context;
    private final History history;
    private final Drafts drafts;

    FollowedConversations(
            DeskHandoffs handoffs,
            Agents agents,
            Consoles consoles,
            ContextReader context,
            History history,
            Drafts drafts) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.consoles = consoles;
        this.context = context;
        this.history = history;
        this.drafts = drafts;
    }

    List<Held> leases(Agent agent) {
        return agents.held(agent).stream()
                .map(conversation -> handoffs.held(conversation, agent))
                .flatMap(Stream::ofNullable)
                .map(context::held)
                .toList();
    }

    List<ConsoleEvent.Offer> offers(Agent agent) {
        return agents.offered(agent).stream()
                .map(handoffs::find)
                .filter(Offered.class::isInstance)
                .map(offered -> consoles.offer((Offered) offered))
                .toList();
    }

    List<ReplyDraft> drafts(Agent agent) {
        return drafts.of(agent).stream()
                .filter(draft -> handoffs.held(draft.conversation(), agent) != null)
                .toList();
    }

    /// Makes a console follow what its agent holds and, for a supervisor, watch what it watched
    /// before.
    ///
    /// @param told the leases that it was told of
    /// @param watched the conversations that a supervisor watched before
    /// @param cursors the last `seq` that the console says it has of each conversation; others are
    ///   shown anew
    void followHeld(
            Console console,
            List<Held> told,
            Set<ConversationId> watched,
            Map<ConversationId, Long> cursors) {
        Set<LeaseId> known =
                told.stream().map(one -> one.lease().id()).collect(toUnmodifiableSet());
        Set<ConversationId> held = agents.held(console.agent());
        for (ConversationId conversation : held) {
            handoffs.inTurn(
                    conversation,
                    () -> followHeld(console, known, conversation, cursors.get(conversation)));
        }
        if (console.supervisor()) {
            watched.stream()
                    .filter(conversation -> !held.contains(conversation) && hasRoom(console))
                    .forEach(conversation ->
                            watch(console, conversation, cursors.getOrDefault(conversation, 0L)));
        }
        held.forEach(conversation -> restate(console, conversation, cursors.get(conversation)));
    }

    /// A lease from after what the console was told of comes with a snapshot, which names it.
    private void followHeld(
            Console console,
            Set<LeaseId> known,
            ConversationId conversation,
            @Nullable Long cursor) {
        Leased leased = handoffs.held(conversation, console.agent());
        if (leased == null || console.feeds().follows(conversation)) {
            return;
        }
        Context seen = context.newest(conversation, console.agent().id());
        boolean knows = known.contains(leased.lease().id());
        if (knows && cursor != null && seen.reaches(cursor)) {
            consoles.follow(console, conversation, cursor);
        } else {
            consoles.show(console, leased, seen);
        }
    }

    /// Whether the console may follow one more conversation.
    boolean hasRoom(Console console) {
        return console.feeds().positions().size() < HandoffSettings.MOST_FOLLOWED;
    }

    /// Whether the console belongs to a supervisor of the conversation's tenant, and the
    /// conversation has begun.
    boolean mayWatch(Console console, ConversationId conversation) {
        return console.supervisor()
                && context.lastSeq(conversation) > 0
                && handoffs.tenant(conversation).equals(console.agent().tenant());
    }

    /// Makes a supervisor's console follow a conversation.
    ///
    /// @param after the `seq` to start after; null to start with new messages
    /// @return the `seq` after which the pushes begin; null if there is no such conversation
    @Nullable Long watch(Console console, ConversationId conversation, @Nullable Long after) {
        if (!mayWatch(console, conversation)) {
            return null;
        }
        return handoffs.inTurn(
                conversation,
                () -> {
                    Long position = console.feeds().positions().get(conversation);
                    return position == null ? begin(console, conversation, after) : position;
                });
    }

    private long begin(Console console, ConversationId conversation, @Nullable Long after) {
        Context seen = context.newest(conversation, console.agent().id());
        long from = after == null ? seen.seq() : Math.clamp(after, seen.oldest() - 1, seen.seq());
        consoles.watch(console, conversation, from);
        return from;
    }

    /// Tells how the agent's own messages stand that the user does not have, or that the console
    /// does not have; and those of an earlier lease, as far as agents may see them.
    private void restate(Console console, ConversationId conversation, @Nullable Long cursor) {
        Leased leased = handoffs.held(conversation, console.agent());
        if (leased == null) {
            return;
        }
        Author own = new Author(Party.AGENT, console.agent().id().value());
        long leasedAfter = leased.lease().fromSeq();
        long oldest = context.newest(conversation, console.agent().id()).oldest();
        new Passage(conversation, Math.min(leasedAfter, oldest - 1), Long.MAX_VALUE)
                .in(history)
                .filter(recorded -> recorded.message().author().equals(own))
                .forEach(recorded -> {
                    long seq = recorded.message().seq();
                    boolean unseen = cursor != null && seq > cursor;
                    restate(console, recorded, unseen || seq <= leasedAfter);
                });
    }

    /// @param arrived whether it is also told of what the user has
    private static void restate(Console console, Recorded recorded, boolean arrived) {
        recorded.deliveries().stream()
                .filter(delivery ->
                        switch (delivery) {
                            case Delivery.Pending _, Delivery.Parked _, Delivery.Discarded _ ->
                                    true;
                            case Delivery.Delivered _, Delivery.Answered _ -> arrived;
                        })
                .forEach(delivery ->
                        console.tell(new ConsoleEvent.Status(recorded.message(), delivery)));
    }
}
