package dev.switchboard.domain.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who answers a conversation now. What may happen next is which methods the state has:
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
/// Each step raises the `version`, which goes on rising over all handoffs of a conversation, so
/// that a store can tell a step that was overtaken from one that was not.
public sealed interface Handoff {

    Matter matter();

    long version();

    /// How it came to be as it is.
    Step step();

    default HandoffId id() {
        return matter().id();
    }

    default ConversationId conversation() {
        return matter().conversation();
    }

    /// Whether the other one came about by this very step. Stores keep times less exactly than
    /// clocks.
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

    /// Somebody asks for a person.
    ///
    /// @param version of the conversation's last handoff, 0 if it had none
    static Waiting begin(Matter matter, long version, QueueId queue) {
        Instant now = matter.askedAt();
        return new Waiting(
                matter,
                version + 1,
                Step.at(now, Step.Kind.ASKED),
                new Place(queue, Place.USUAL, now),
                Set.of());
    }

    /// What a handoff is about, and never changes.
    ///
    /// @param system what the customer writes by, for agents to see
    /// @param answersTo where what agents say is sent
    /// @param reason why a person is wanted, as a short code
    record Matter(
            HandoffId id,
            ConversationId conversation,
            TenantId tenant,
            String system,
            Target answersTo,
            Customer customer,
            String reason,
            Instant askedAt) {

        private Matter erased() {
            Customer nobody = new Customer("erased", "", Customer.NOTHING_ELSE);
            return new Matter(id, conversation, tenant, system, answersTo, nobody, reason, askedAt);
        }
    }

    /// Who wants a person.
    ///
    /// @param id as the conversation's own system names them
    /// @param name for people to read, may be empty
    /// @param attributes what else is known, an object
    record Customer(String id, String name, Content.Json attributes) {

        public static final Content.Json NOTHING_ELSE = new Content.Json("{}");
    }

    /// One step of a handoff.
    ///
    /// @param by the agent who did it, or null
    /// @param order the command that asked for it, or null
    /// @param note what the agent wrote for the next one, or why it happened; may be empty
    record Step(Kind kind, Instant at, @Nullable AgentId by, @Nullable Order order, String note) {

        public enum Kind {
            ASKED(true),
            OFFERED(false),
            /// The agent declined, did not answer in time or is gone.
            PASSED_OVER(false),
            JOINED(true),
            /// The lease was not renewed, or its agent is gone.
            LAPSED(true),
            TRANSFERRED(true),
            ENDED(true),
            CUSTOMER_LEFT(true);

            private final boolean recorded;

            Kind(boolean recorded) {
                this.recorded = recorded;
            }

            /// Whether the conversation has a system message of it.
            public boolean recorded() {
                return recorded;
            }
        }

        /// What makes a repeated command recognisable.
        ///
        /// @param id by its sender, 1-200 characters
        /// @param fingerprint a hash of what was asked
        public record Order(String id, String fingerprint) {}

        private Step erased() {
            return new Step(kind, at, by, order, "");
        }

        boolean isSameAs(Step other) {
            return kind == other.kind
                    && at.toEpochMilli() == other.at.toEpochMilli()
                    && Objects.equals(by, other.by)
                    && Objects.equals(order, other.order);
        }

        static Step at(Instant at, Kind kind) {
            return new Step(kind, at, null, null, "");
        }

        static Step by(AgentId agent, Instant at, Kind kind, String note) {
            return new Step(kind, at, agent, null, note);
        }
    }

    /// A person has the conversation, or is to get it: what the user says is not for the bot.
    sealed interface Live extends Handoff {

        QueueId queue();

        default Abandoned abandon(Instant now) {
            return new Abandoned(matter(), version() + 1, Step.at(now, Step.Kind.CUSTOMER_LEFT));
        }
    }

    /// Nobody has it yet.
    sealed interface Queued extends Live {

        Place place();

        /// To whom it was offered in vain since it came to the queue.
        Set<AgentId> tried();

        @Override
        default QueueId queue() {
            return place().queue();
        }

        /// An agent takes it. Who may is the matter of [AcceptRule].
        ///
        /// @param seq the conversation's last
        default Leased lease(
                AgentId agent, LeaseId lease, long seq, Instant now, Instant expiresAt) {
            return new Leased(
                    matter(),
                    version() + 1,
                    Step.by(agent, now, Step.Kind.JOINED, ""),
                    place().queue(),
                    new Lease(lease, agent, seq, seq, expiresAt));
        }
    }

    /// Waits for an agent to offer it to, or for anyone who takes it.
    record Waiting(Matter matter, long version, Step step, Place place, Set<AgentId> tried)
            implements Queued {

        public Waiting {
            tried = Set.copyOf(tried);
        }

        public Offered offer(AgentId agent, Instant now, Instant deadline) {
            return new Offered(
                    matter,
                    version + 1,
                    Step.by(agent, now, Step.Kind.OFFERED, ""),
                    place,
                    tried,
                    agent,
                    deadline);
        }
    }

    /// For one agent to take until the deadline.
    record Offered(
            Matter matter,
            long version,
            Step step,
            Place place,
            Set<AgentId> tried,
            AgentId agent,
            Instant deadline)
            implements Queued {

        public Offered {
            tried = Set.copyOf(tried);
        }

        /// Whose it is to take.
        public Agent candidate() {
            return new Agent(matter.tenant(), agent);
        }

        public boolean overAt(Instant now) {
            return !now.isBefore(deadline);
        }

        /// This agent will not take it: it is somebody else's turn.
        ///
        /// @param why declined, not answered, gone
        public Waiting passOver(Instant now, String why) {
            Set<AgentId> all = new HashSet<>(tried);
            all.add(agent);
            return new Waiting(
                    matter,
                    version + 1,
                    Step.by(agent, now, Step.Kind.PASSED_OVER, why),
                    place,
                    all);
        }
    }

    /// One agent answers.
    record Leased(Matter matter, long version, Step step, QueueId queue, Lease lease)
            implements Live {

        public Agent holder() {
            return new Agent(matter.tenant(), lease.agent());
        }

        /// The same lease, renewed or read further; no step.
        public Leased with(Lease same) {
            return new Leased(matter, version, step, queue, same);
        }

        /// The agent let the lease end: the customer goes to the head of the queue, and is offered
        /// to others first.
        public Waiting lapse(Instant now, String why) {
            return toQueue(queue, Step.by(lease.agent(), now, Step.Kind.LAPSED, why));
        }

        public Waiting toQueue(QueueId to, Step step) {
            return new Waiting(
                    matter,
                    version + 1,
                    step,
                    new Place(to, Place.RETURNED, step.at()),
                    Set.of(lease.agent()));
        }

        /// Offers it to one agent first; if they do not take it, to others of its queue.
        public Offered toAgent(AgentId to, Step step, Instant deadline) {
            return new Offered(
                    matter,
                    version + 1,
                    step,
                    new Place(queue, Place.RETURNED, step.at()),
                    Set.of(lease.agent()),
                    to,
                    deadline);
        }

        public WithBot toBot(Step step) {
            return new WithBot(matter, version + 1, step);
        }

        public Ended end(Step step) {
            return new Ended(matter, version + 1, step);
        }
    }

    /// It is over: the bot answers, or whoever did before.
    sealed interface Over extends Handoff {

        /// The same without what it says of the customer.
        default Over erased() {
            Matter nobodys = matter().erased();
            Step quiet = step().erased();
            return switch (this) {
                case Ended _ -> new Ended(nobodys, version(), quiet);
                case WithBot _ -> new WithBot(nobodys, version(), quiet);
                case Abandoned _ -> new Abandoned(nobodys, version(), quiet);
            };
        }
    }

    /// The agent ended it.
    record Ended(Matter matter, long version, Step step) implements Over {}

    /// The agent gave the user back to the bot.
    record WithBot(Matter matter, long version, Step step) implements Over {}

    /// The customer left.
    record Abandoned(Matter matter, long version, Step step) implements Over {}
}
