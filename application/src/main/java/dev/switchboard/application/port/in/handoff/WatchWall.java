package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Shows supervisors their tenant's desk: the customers who wait, the agents who work, and the
/// conversations of each. It shows no words of users; [WatchDesk#watch] shows a conversation.
public interface WatchWall {

    /// Sends the whole wall to a supervisor's console, and every change from then on.
    ///
    /// @param zone whose midnight begins the day of the queues; null for that of UTC
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException nothing was
    ///   sent
    Shown watch(ClientId console, @Nullable ZoneId zone);

    /// Ends that. Does nothing if the console has no wall.
    void unwatch(ClientId console);

    /// Refused as `FORBIDDEN` or `NOT_FOUND`.
    sealed interface Shown permits Shown.Begun, DeskRefusal {

        /// @param version of what was sent
        record Begun(long version) implements Shown {}
    }

    /// The lines of the wall, or those of them that changed.
    record Lines(List<QueueLine> queues, List<AgentLine> agents, List<ChatLine> chats) {

        public static final Lines NONE = new Lines(List.of(), List.of(), List.of());

        public Lines {
            queues = List.copyOf(queues);
            agents = List.copyOf(agents);
            chats = List.copyOf(chats);
        }
    }

    /// @param waiting the handoffs that have no agent; those that are offered included
    /// @param offered how many of these an agent decides about
    /// @param oldestSince null if nobody waits
    /// @param active the conversations that agents have from this queue
    /// @param goals for how long its customers may wait
    /// @param today null until the hub has counted it, and if it is too much to count
    record QueueLine(
            QueueId queue,
            int waiting,
            int offered,
            @Nullable Instant oldestSince,
            int active,
            QueueGoals goals,
            @Nullable QueueDay today) {}

    /// The figures of a queue since midnight, as
    /// [ReadFigures][dev.switchboard.application.port.in.figures.ReadFigures#queues] counts them.
    ///
    /// @param inTime null if the queue has no goal, or nobody was answered
    /// @param half half of the answered waited no longer; null if there are none
    /// @param most nine of ten of them waited no longer; null if there are none
    record QueueDay(
            int asked,
            int answered,
            @Nullable Integer inTime,
            int abandoned,
            @Nullable Duration half,
            @Nullable Duration most) {

        public static QueueDay of(Figures figures) {
            return new QueueDay(
                    figures.of(Count.ASKED),
                    figures.of(Count.ANSWERED),
                    figures.isJudged() ? (Integer) figures.of(Count.IN_TIME) : null,
                    figures.of(Count.ABANDONED),
                    figures.answers().half(),
                    figures.answers().most());
        }
    }

    /// An agent who has a console or a conversation.
    ///
    /// @param name for people to read
    /// @param state the name of the chosen state
    /// @param since when the agent came into that state, as far as this hub knows
    /// @param offers the handoffs that the agent decides about
    /// @param wrapUps how many wrap-up times the agent has; each takes a place, as a chat does
    /// @param wrapUpUntil when the last of them is over; null if there is none
    record AgentLine(
            AgentId agent,
            String name,
            Kind kind,
            String state,
            Instant since,
            int consoles,
            int chats,
            int offers,
            int wrapUps,
            @Nullable Instant wrapUpUntil,
            int maxChats) {}

    /// A conversation that an agent has.
    ///
    /// @param unansweredSince since when the user waits for an answer; null if the user does not
    record ChatLine(Leased handoff, @Nullable Instant unansweredSince) {

        public ConversationId conversation() {
            return handoff.conversation();
        }

        /// Whether a console would show both alike: it does not see the lease's renewals.
        public boolean looksLike(@Nullable ChatLine other) {
            return other != null
                    && handoff.version() == other.handoff.version()
                    && handoff.id().equals(other.handoff.id())
                    && Objects.equals(unansweredSince, other.unansweredSince);
        }
    }
}
