package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.HearSteps;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffModule.ForDesks;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.handoff.StepNews;
import dev.switchboard.application.service.live.JournalTails;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The desks of tenants: agents with their consoles, their places and offers, and the queues. What
/// is to be done in a conversation, its owner does.
public record ConsoleModule(
        HandoffModule conversations,
        AcceptHandoffs acceptance,
        AgentMessages messages,
        TransferConversations transfers,
        TransferTargets targets,
        TagConversations tags,
        ServeConsoles consoles,
        ConsoleViews views,
        ReadHistory history,
        QueueViews queues,
        Agents agents,
        DeskHandoffs handoffs,
        LeaseRequests requests,
        AgentAvailability availability,
        AgentShifts shifts,
        JournalTails distant,
        DeskUpkeep desks) {

    /// The interval of [#compare], where hubs share their partitions.
    public static final Duration COMPARES_EVERY = Duration.ofSeconds(5);

    /// The stores of drafts and of goals.
    public record Stores(Drafts drafts, Goals goals) {}

    /// @param unread the counts that `availability` hears of too
    public static ConsoleModule of(
            Node node,
            HandoffModule conversations,
            Stores stores,
            AgentAvailability availability,
            UnreadTally unread,
            LiveModule live,
            LinkMedia media,
            HandoffSettings settings) {
        Later later = node.later();
        ForDesks owners = conversations.forDesks();
        ContextReader context = conversations.context();
        Drafts drafts = stores.drafts();

        DeskHandoffs handoffs =
                new DeskHandoffs(conversations.cache(), conversations.store(), node.ownership());
        conversations.steps().whenStepped(handoffs);
        Agents agents = new Agents(availability, settings.maxChats(), node.steady());
        QueueViews queues = new QueueViews(settings.queues(), later);
        ConsoleSessions kept = new ConsoleSessions(live.sessions(), node.workers(), node.clock());
        live.sessions()
                .include(() -> agents.consoles().stream().flatMap(ConsoleSessions::connected));
        EndedLeases ended = new EndedLeases();
        Offers offers = new Offers(handoffs, owners.offers(), queues, agents, later);
        Absences absences =
                new Absences(
                        handoffs,
                        agents,
                        owners.leases(),
                        settings.goneAfter(),
                        later,
                        node.steady());
        AgentShifts shifts =
                new AgentShifts(
                        agents, availability, offers, absences, settings, later, node.steady());
        WrapUps wrapUps = new WrapUps(agents, shifts, stores.goals(), later, node.clock());
        handoffs.watch(wrapUps);
        Consoles consoles =
                new Consoles(handoffs, agents, queues, unread, context, kept, ended, node);
        handoffs.watch(consoles);
        handoffs.watch((_, now) -> offers.stepped(now));
        handoffs.watch((_, now) -> absences.stepped(now));
        DeskUpkeep desks =
                new DeskUpkeep(
                        conversations.loaded(),
                        node.ownership(),
                        handoffs,
                        consoles,
                        offers,
                        absences,
                        unread,
                        later);
        conversations.whenLoaded(desks::loaded);
        PeerModule peers = live.peers();
        HearSteps everywhere =
                peers.forwarded(
                        HearSteps.class,
                        step -> handoffs.told(step.conversation(), step.version()));
        if (peers.isShared()) {
            live.lookAfter(consoles.tails(), consoles::shown);
            conversations.whenStored(new StepNews(everywhere, node.ownership(), later)::stepped);
        }

        FollowedConversations followed =
                new FollowedConversations(
                        handoffs, agents, consoles, context, node.store().history(), drafts);
        ConsoleViews views =
                new ConsoleViews(
                        handoffs,
                        agents,
                        queues,
                        consoles,
                        followed,
                        context,
                        unread,
                        availability);
        AgentMessages messages =
                new AgentMessages(
                        handoffs,
                        agents,
                        new ReadMarks(consoles, unread, owners.leases()),
                        ended,
                        owners.writer(),
                        media,
                        drafts,
                        node.clock());
        handoffs.watch((_, now) -> messages.stepped(now));
        TransferTargets targets = new TransferTargets(queues, agents, availability);
        LeaseRequests requests = new LeaseRequests(handoffs, agents, context, later);
        return new ConsoleModule(
                conversations,
                new HandoffAcceptance(
                        handoffs,
                        ended,
                        agents,
                        requests,
                        owners.offers(),
                        owners.leases(),
                        settings.renewal()),
                messages,
                new ConversationTransfers(
                        handoffs, agents, ended, targets, wrapUps, owners.changes()),
                targets,
                new ConversationTags(handoffs, agents, owners.changes()),
                new ConsoleConnections(
                        desks, shifts, views, followed, consoles, agents, kept, live.feeds()),
                views,
                new AgentHistory(agents, views, context, conversations.formers()),
                queues,
                agents,
                handoffs,
                requests,
                availability,
                shifts,
                consoles.tails(),
                desks);
    }

    /// Opens and closes the desks of the partitions that come and go.
    public PartitionListener partitions() {
        return desks;
    }

    /// The customers who wait in one queue of a tenant.
    ///
    /// @param waiting the number of waiting and offered handoffs
    /// @param oldest the time since which the first of them waits; null if there is none
    public record QueueFigure(
            TenantId tenant, QueueId queue, int waiting, @Nullable Instant oldest) {}

    /// The queues of the default tenant, and of each tenant that has had users or consoles here.
    public List<QueueFigure> queueFigures() {
        return queues.figures();
    }

    /// Learns what owners of conversations did not tell.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void compare() {
        desks.compare();
    }

    /// Like [#compare], and ends the leases of agents who are gone.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void sweep() {
        desks.sweep();
    }

    /// Removes drafts that nobody has changed for a week.
    public void forgetOldDrafts() {
        messages.forgetOldDrafts();
    }
}
