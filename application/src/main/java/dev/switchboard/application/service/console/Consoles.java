package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Why;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.handoff.ContextReader.Context;
import dev.switchboard.application.service.handoff.HandoffListener;
import dev.switchboard.application.service.live.ConversationFollowers;
import dev.switchboard.application.service.live.JournalTails;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Coalescer;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notifies consoles of steps of handoffs, messages of conversations that they follow, and the
/// outcomes of their agents' messages.
final class Consoles implements HandoffListener {

    private static final Logger LOG = LoggerFactory.getLogger(Consoles.class);

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final QueueViews queues;
    private final UnreadTally unread;
    private final ContextReader context;
    private final ConsoleSessions sessions;
    private final EndedLeases ended;
    private final Coalescer<Agent> recounted;

    private final LiveEvents live;
    private final JournalTails tails;
    private final ConversationFollowers<Console> followers = new ConversationFollowers<>();

    Consoles(
            DeskHandoffs handoffs,
            Agents agents,
            QueueViews queues,
            UnreadTally unread,
            ContextReader context,
            ConsoleSessions sessions,
            EndedLeases ended,
            Node node) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.queues = queues;
        this.unread = unread;
        this.context = context;
        this.sessions = sessions;
        this.recounted = node.later().together(all -> all.forEach(this::tellUnread));
        this.ended = ended;
        this.tails = new JournalTails(node, this::isFollowed);
        this.live = node.live();
        tails.listen(this::appended);
        tails.listenToDoubts(this::resume);
        live.listenToAll(this::hear);
    }

    /// The conversations of other hubs.
    JournalTails tails() {
        return tails;
    }

    /// The conversations that consoles show.
    Set<ConversationId> shown() {
        return followers.conversations();
    }

    private void hear(Event event) {
        ConversationId about = event.conversation();
        switch (event) {
            case Event.Appended _,
                    Event.Found _,
                    Event.InDoubt _,
                    Event.Passed _,
                    Event.Grown _,
                    Event.Claimed _
                    when handoffs.isDistant(about) && !tails.isNew(about) ->
                    tails.heard(about);
            case Event.Appended(var message, _) -> appended(message);
            case Event.Found(var message) -> found(message);
            case Event.InDoubt(var conversation) -> doubt(conversation);
            case Event.Reached(var message, var delivery) -> reached(message, delivery);
            case Event.Typing(var conversation, var author, var active) -> {
                ConsoleEvent typing = new ConsoleEvent.Typing(conversation, author, active);
                followers.of(conversation).forEach(console -> console.tell(typing));
            }
            case Event.Passed _,
                    Event.Grown _,
                    Event.Claimed _,
                    Event.Resumed _,
                    Event.Settled _,
                    Event.Slow _,
                    Event.Ephemeral _ -> {}
        }
    }

    private void doubt(ConversationId conversation) {
        followers.of(conversation).forEach(console -> console.feeds().doubt(conversation));
    }

    /// Called for every message of every conversation. The messages of a handoff that is not loaded
    /// yet are counted when it is.
    private void appended(Message message) {
        followers.of(message.conversation()).forEach(console -> console.feeds().offer(message));
        if (UnreadTally.counts(message)) {
            count(message);
        }
    }

    /// A message that was read stays read, even if it is found again.
    private void count(Message message) {
        if (handoffs.known(message.conversation()) instanceof Leased leased
                && message.seq() > leased.lease().readSeq()
                && unread.came(leased.holder(), message)) {
            recounted.add(leased.holder());
        }
    }

    private void found(Message message) {
        followers.of(message.conversation()).forEach(console -> console.feeds().found(message));
        count(message);
    }

    private void reached(Message message, Delivery delivery) {
        Agent author =
                new Agent(
                        handoffs.tenant(message.conversation()),
                        new AgentId(message.author().name()));
        tell(author, new ConsoleEvent.Status(message, delivery));
    }

    /// Schedules the new unread counts for an agent's consoles.
    void recounted(Agent agent) {
        recounted.add(agent);
    }

    private void tellUnread(Agent agent) {
        tell(agent, unread.counts(agent));
    }

    private void tell(Agent agent, ConsoleEvent event) {
        agents.consoles(agent).forEach(console -> console.tell(event));
    }

    @Override
    public void stepped(@Nullable Handoff before, Handoff now) {
        if (before instanceof Leased was
                && now instanceof Leased leased
                && was.lease().id().equals(leased.lease().id())) {
            return;
        }
        agents.stepped(before, now);
        queues.stepped(before, now);
        unread.stepped(before, now);
        if (before instanceof Offered offered && !isOfferedAgain(offered, now)) {
            tell(
                    offered.candidate(),
                    new ConsoleEvent.Revoked(now.id(), now.version(), whyRevoked(now)));
        }
        if (before instanceof Leased leased) {
            lost(leased, now);
        }
        if (now instanceof Leased leased) {
            // a supervisor who watched it is shown it anew, as its holder
            agents.consoles(leased.holder())
                    .forEach(console -> unfollow(console, now.conversation()));
            boolean wasRead = leased.lease().readSeq() >= leased.lease().fromSeq();
            if (before == null || !wasRead || handoffs.isDistant(now.conversation())) {
                countEarlier(leased);
            }
        }
        if (now instanceof Offered offered) {
            tell(offered.candidate(), offer(offered));
        }
    }

    /// Counts the messages from before the desk knew of the handoff, or that the agent before did
    /// not read.
    private void countEarlier(Leased leased) {
        tails.follow(leased.conversation(), leased.lease().readSeq());
        unread.countEarlier(leased);
        recounted.add(leased.holder());
    }

    /// Counts what could not be counted while the store was away.
    ///
    /// @return whether everything is counted
    boolean count() {
        return unread.countRest(handoffs::known);
    }

    /// The offer of its new version takes the place of the one before.
    private static boolean isOfferedAgain(Offered before, Handoff now) {
        return now instanceof Offered offered && offered.candidate().equals(before.candidate());
    }

    private static Why whyRevoked(Handoff now) {
        return switch (now.step().kind()) {
            case JOINED, TAKEN -> Why.TAKEN;
            case CUSTOMER_LEFT -> Why.CUSTOMER_LEFT;
            case PASSED_OVER ->
                    now.step().note().equals(Offered.DEADLINE) ? Why.DEADLINE : Why.CANCELLED;
            case ASKED, OFFERED, TAGGED, LAPSED, TRANSFERRED, ASSIGNED, PRIORITISED, ENDED ->
                    Why.CANCELLED;
        };
    }

    private void lost(Leased leased, Handoff now) {
        Agent holder = leased.holder();
        Lost why = ended.add(leased, now);
        agents.consoles(holder)
                .forEach(console -> {
                    console.tell(
                            new ConsoleEvent.LeaseLost(
                                    leased.conversation(), leased.lease().id(), why));
                    unfollow(console, leased.conversation());
                });
        recounted.add(holder);
    }

    /// Makes an offer. Its summary is optional: without the store it is empty.
    ConsoleEvent.Offer offer(Offered offered) {
        try {
            Context seen = context.newest(offered.conversation(), offered.agent());
            return new ConsoleEvent.Offer(
                    offered, seen.lastOfUser(), seen.slice().messages().size());
        } catch (StoreUnavailableException e) {
            LOG.warn("An offer goes out without its summary: {}", e.getMessage());
            return new ConsoleEvent.Offer(offered, null, 0);
        }
    }

    /// Shows the conversation to each console of its holder and then pushes new messages: their
    /// feeds read the journal from there, so no message is lost in between.
    @Override
    public void begin(Leased leased) {
        List<Console> waiting =
                agents.consoles(leased.holder()).stream()
                        .filter(Console::begun)
                        .filter(console -> !console.feeds().follows(leased.conversation()))
                        .toList();
        if (!waiting.isEmpty()) {
            Context shown = context.newest(leased.conversation(), leased.lease().agent());
            for (Console console : waiting) {
                show(console, leased, shown);
                sessions.saveSoon(console);
            }
        }
    }

    void show(Console console, Leased leased, Context shown) {
        console.tell(
                new ConsoleEvent.ContextSnapshot(context.held(leased, shown.seq()), shown.slice()));
        follow(console, leased.conversation(), shown.seq());
    }

    /// Pushes everything after `after` to a supervisor, on the next connection of its session as
    /// well.
    void watch(Console console, ConversationId conversation, long after) {
        console.watched().add(conversation);
        follow(console, conversation, after);
        sessions.save(console);
    }

    void unwatch(Console console, ConversationId conversation) {
        unfollow(console, conversation);
        sessions.saveSoon(console);
    }

    /// Pushes everything after `after`. Other hubs tell what becomes of an agent's messages, even
    /// if the conversation is this hub's.
    void follow(Console console, ConversationId conversation, long after) {
        tails.follow(conversation, null);
        live.follow(conversation);
        followers.add(console, conversation, PushPolicy.UNCONFIRMED, after, 0);
    }

    private void unfollow(Console console, ConversationId conversation) {
        console.watched().remove(conversation);
        followers.remove(console, conversation);
    }

    private boolean isFollowed(ConversationId conversation) {
        return !followers.of(conversation).isEmpty()
                || handoffs.known(conversation) instanceof Leased;
    }

    /// Goes on with a conversation whose owner changed: something may have been missed.
    private void resume(ConversationId conversation) {
        doubt(conversation);
        if (handoffs.known(conversation) instanceof Leased leased) {
            unread.countEarlier(leased);
            recounted.add(leased.holder());
        }
    }

    /// Looks for messages that another hub journaled late.
    void lookAgain(Partitions some) {
        followers.conversations().stream().filter(some::contains).forEach(this::doubt);
    }

    /// Goes on with the conversations that other hubs own by now.
    ///
    /// @throws StoreUnavailableException if the store does not answer in time
    void followDistant() {
        Stream.concat(
                        followers.conversations().stream(),
                        handoffs.all().stream().map(Handoff::conversation))
                .distinct()
                .filter(handoffs::isDistant)
                .filter(this::isFollowed)
                .filter(tails::isNew)
                .forEach(tails::goOn);
    }

    /// Ends the consoles of tenants whose desk another hub may have.
    void lose(Partitions some) {
        queues.lose(some);
        for (Console console : agents.lose(some)) {
            end(console);
            console.moved();
        }
    }

    /// Ends a console.
    void end(Console console) {
        followers.end(console);
        queues.unwatch(console);
    }
}
