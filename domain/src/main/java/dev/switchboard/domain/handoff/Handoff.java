package dev.switchboard.domain.handoff;

import dev.switchboard.domain.cluster.SentAs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The transfer of a conversation to an agent; its state says who answers now. The methods of each
/// state are the steps that may follow:
///
/// ```text
///                      ┌──── pass over ────┐
///                      ▼                   │
///  asked for ──▶ Waiting ──── offer ──▶ Offered
///                 ▲   └───────┬───────────┘  ▲
///                 │         lease            │
///   lapse, to a   │           ▼              │ to an agent
///   queue         └──────── Leased ──────────┘
///                             ├──▶ Ended
///                             └──▶ WithBot        all that live: ──▶ Abandoned
/// ```
///
/// A supervisor may take each that lives over, and send it to a queue, an agent or the bot.
///
/// Each step raises the `version`, which keeps rising over all handoffs of a conversation, so a
/// store can detect a stale step.
public sealed interface Handoff {

    HandoffDetails details();

    long version();

    /// The step that led to this state.
    Step step();

    default HandoffId id() {
        return details().id();
    }

    default ConversationId conversation() {
        return details().conversation();
    }

    /// Whether both states result from the same step. Stores keep times less precisely than clocks.
    default boolean isSameStepAs(Handoff other) {
        boolean sameLease =
                !(this instanceof Leased mine && other instanceof Leased theirs)
                        || mine.lease().id().equals(theirs.lease().id());
        return sameLease
                && getClass() == other.getClass()
                && id().equals(other.id())
                && version() == other.version()
                && step().isSameAs(other.step());
    }

    /// Whether the agent has the conversation or is offered it, and so may read it.
    default boolean concerns(Agent agent) {
        return switch (this) {
            case Leased leased -> leased.holder().equals(agent);
            case Offered offered -> offered.candidate().equals(agent);
            case Waiting _, Over _ -> false;
        };
    }

    /// A party asks for an agent.
    ///
    /// @param version the version of the conversation's last handoff; 0 if it had none
    static Waiting begin(HandoffDetails details, long version, QueueId queue) {
        Instant now = details.askedAt();
        return new Waiting(
                details,
                version + 1,
                Step.at(now, Step.Kind.ASKED),
                QueuePosition.first(queue, now),
                Set.of());
    }

    /// The customer who wants an agent.
    ///
    /// @param id the customer's id in the conversation's own system
    /// @param name for people to read; may be empty
    /// @param attributes all other known facts; a JSON object
    record Customer(String id, String name, Content attributes) {

        public static final Content NOTHING_ELSE = new Content("{}");

        private static final Customer ERASED = new Customer("erased", "", NOTHING_ELSE);
    }

    /// An agent has the conversation or will get it: the user's messages do not go to the bot.
    sealed interface Live extends Handoff {

        QueueId queue();

        /// The part of the handoff that goes on now.
        HandoffSegment segment();

        /// An agent has it from now on. What the agent before did not read is unread.
        ///
        /// @param seq the conversation's last `seq`
        default Leased lease(AgentId agent, LeaseId lease, long seq, Step step, Instant expiresAt) {
            return new Leased(
                    details(),
                    version() + 1,
                    step.leaving(segment()),
                    queue(),
                    new Lease(
                            lease, agent, step.at(), seq, Lease.readBefore(this, seq), expiresAt));
        }

        Waiting toQueue(QueueId to, Step step);

        /// Offers it to one agent first, then to others of its queue.
        Offered toAgent(AgentId to, Step step, Instant deadline);

        default WithBot toBot(Step step) {
            return new WithBot(details(), version() + 1, step.leaving(segment()));
        }

        default Abandoned abandon(Instant now) {
            Step left = Step.at(now, Step.Kind.CUSTOMER_LEFT).leaving(segment());
            return new Abandoned(details(), version() + 1, left);
        }
    }

    /// No agent has it yet.
    sealed interface Queued extends Live {

        QueuePosition place();

        /// The agents who did not take its offer since it joined the queue.
        Set<AgentId> tried();

        /// It keeps its place among those of equal priority, and its offer.
        Queued prioritise(Step step, Priority priority);

        @Override
        default QueueId queue() {
            return place().queue();
        }

        @Override
        default HandoffSegment segment() {
            return new HandoffSegment(queue(), null, place().since());
        }

        /// An agent accepts it. [AcceptRule] decides who may.
        ///
        /// @param seq the conversation's last `seq`
        default Leased lease(
                AgentId agent, LeaseId lease, long seq, Instant now, Instant expiresAt) {
            Step joined = Step.by(agent, now, Step.Kind.JOINED, "");
            return lease(agent, lease, seq, joined, expiresAt);
        }

        /// The customer has waited since before.
        @Override
        default Waiting toQueue(QueueId to, Step step) {
            Step sent = step.leaving(segment());
            return new Waiting(details(), version() + 1, sent, place().in(to), Set.of());
        }

        @Override
        default Offered toAgent(AgentId to, Step step, Instant deadline) {
            Step sent = step.leaving(segment());
            return new Offered(details(), version() + 1, sent, place(), tried(), to, deadline);
        }
    }

    /// Waits for an agent to offer it to, or for any agent who takes it.
    record Waiting(
            @SentAs("matter") HandoffDetails details,
            long version,
            Step step,
            QueuePosition place,
            Set<AgentId> tried)
            implements Queued {

        public Waiting {
            tried = Set.copyOf(tried);
        }

        @Override
        public Waiting prioritise(Step step, Priority priority) {
            return new Waiting(details.with(priority), version + 1, step, place, tried);
        }

        public Offered offer(AgentId agent, Instant now, Instant deadline) {
            return new Offered(
                    details,
                    version + 1,
                    Step.by(agent, now, Step.Kind.OFFERED, ""),
                    place,
                    tried,
                    agent,
                    deadline);
        }
    }

    /// Reserved for one agent until the deadline.
    record Offered(
            @SentAs("matter") HandoffDetails details,
            long version,
            Step step,
            QueuePosition place,
            Set<AgentId> tried,
            AgentId agent,
            Instant deadline)
            implements Queued {

        /// The reasons for which an agent is passed over: they said no, or nothing.
        public static final String DECLINED = "declined";

        public static final String DEADLINE = "deadline";

        public Offered {
            tried = Set.copyOf(tried);
        }

        @Override
        public Offered prioritise(Step step, Priority priority) {
            HandoffDetails more = details.with(priority);
            return new Offered(more, version + 1, step, place, tried, agent, deadline);
        }

        /// The agent who was offered it.
        public Agent candidate() {
            return new Agent(details.tenant(), agent);
        }

        public boolean overAt(Instant now) {
            return !now.isBefore(deadline);
        }

        /// The same offer, with an earlier deadline if it has a later one.
        public Offered noLaterThan(Instant latest) {
            return deadline.isAfter(latest)
                    ? new Offered(details, version, step, place, tried, agent, latest)
                    : this;
        }

        /// This agent will not take it; another is tried next.
        ///
        /// @param why declined, not answered, gone
        public Waiting passOver(Instant now, String why) {
            Set<AgentId> all = new HashSet<>(tried);
            all.add(agent);
            return new Waiting(
                    details,
                    version + 1,
                    Step.by(agent, now, Step.Kind.PASSED_OVER, why),
                    place,
                    all);
        }
    }

    /// One agent answers.
    record Leased(
            @SentAs("matter") HandoffDetails details,
            long version,
            Step step,
            QueueId queue,
            Lease lease)
            implements Live {

        public Agent holder() {
            return new Agent(details.tenant(), lease.agent());
        }

        @Override
        public HandoffSegment segment() {
            return new HandoffSegment(queue, lease.agent(), lease.since());
        }

        /// The same lease, renewed or read further. This is no step.
        public Leased with(Lease same) {
            return new Leased(details, version, step, queue, same);
        }

        /// The agent's lease ended: the customer goes to the head of the queue, and other agents
        /// are offered the handoff first.
        public Waiting lapse(Instant now, String why) {
            return toQueue(queue, Step.by(lease.agent(), now, Step.Kind.LAPSED, why));
        }

        /// Puts the handoff back at the head of a queue.
        @Override
        public Waiting toQueue(QueueId to, Step step) {
            return new Waiting(
                    details,
                    version + 1,
                    step.leaving(segment()),
                    QueuePosition.returned(to, step.at(), lease.readSeq()),
                    Set.of(lease.agent()));
        }

        @Override
        public Offered toAgent(AgentId to, Step step, Instant deadline) {
            return new Offered(
                    details,
                    version + 1,
                    step.leaving(segment()),
                    QueuePosition.returned(queue, step.at(), lease.readSeq()),
                    Set.of(lease.agent()),
                    to,
                    deadline);
        }

        /// The agent keeps the lease.
        public Leased tag(Step step, Tags tags) {
            return new Leased(details.with(tags), version + 1, step, queue, lease);
        }

        /// @param outcome null if the agent named none
        public Ended end(Step step, @Nullable LabelId outcome, Tags tags) {
            return new Ended(details.with(tags), version + 1, step.leaving(segment()), outcome);
        }
    }

    /// Over: the bot, or the previous party, answers again.
    sealed interface Over extends Handoff {

        /// Removes all facts about the customer.
        default Over erased() {
            HandoffDetails nobodys = details().with(Customer.ERASED, Tags.NONE, Priority.USUAL);
            Step quiet = step().erased();
            return switch (this) {
                case Ended _ -> new Ended(nobodys, version(), quiet, null);
                case WithBot _ -> new WithBot(nobodys, version(), quiet);
                case Abandoned _ -> new Abandoned(nobodys, version(), quiet);
            };
        }
    }

    /// The agent ended it.
    ///
    /// @param outcome how it ended, of the tenant's outcomes; null if the agent named none
    record Ended(HandoffDetails details, long version, Step step, @Nullable LabelId outcome)
            implements Over {}

    /// The agent gave the user back to the bot.
    record WithBot(HandoffDetails details, long version, Step step) implements Over {}

    /// The customer left.
    record Abandoned(HandoffDetails details, long version, Step step) implements Over {}
}
