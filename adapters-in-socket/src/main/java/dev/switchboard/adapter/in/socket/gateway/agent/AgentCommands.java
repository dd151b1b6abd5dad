package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Beat;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Declined;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.KeepDrafts.Kept;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.NoteCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagging;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.TransferConversations.LeaseCommand;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.session.ClientId;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out consoles' commands and returns the results.
public final class AgentCommands {

    private final AcceptHandoffs handoffs;
    private final SendAgentMessages users;
    private final KeepDrafts drafts;
    private final TransferConversations transfers;
    private final TagConversations tags;
    private final WatchDesk desk;
    private final HistoryCommands history;
    private final SupervisorCommands supervision;

    public AgentCommands(
            AcceptHandoffs handoffs,
            SendAgentMessages users,
            KeepDrafts drafts,
            TransferConversations transfers,
            TagConversations tags,
            WatchDesk desk,
            HistoryCommands history,
            SupervisorCommands supervision) {
        this.handoffs = handoffs;
        this.users = users;
        this.drafts = drafts;
        this.transfers = transfers;
        this.tags = tags;
        this.desk = desk;
        this.history = history;
        this.supervision = supervision;
    }

    /// The result of a command.
    sealed interface Outcome {

        /// @param ack the members of the answer besides `ok`
        record Done(ObjectNode ack) implements Outcome {}

        /// @param field the invalid member, if one is
        /// @param facts further members of the answer
        record Failed(CommandFailure why, @Nullable String field, ObjectNode facts)
                implements Outcome {

            Failed(CommandFailure why, @Nullable String field) {
                this(why, field, object());
            }

            Failed(CommandFailure why) {
                this(why, null);
            }
        }
    }

    /// Records that a supervisor who comes without a session watches what the console names.
    void auditNamed(NamespaceSocket socket) {
        socket.attributes(AgentConsole.class).cursors().keySet().stream()
                .map(ConversationId::value)
                .sorted()
                .forEach(named -> supervision.audit(socket, "conversation.watch", named));
    }

    /// @param json writes messages
    Outcome run(NamespaceSocket socket, AgentCommand.Plain ask, DeskJson json) {
        ClientId console = new ClientId(socket.id());
        return switch (ask) {
            case AgentCommand.WatchQueues watch -> watchQueues(console, watch);
            case AgentCommand.Accept(var handoff, var version) ->
                    supervision.accepted(handoffs.accept(console, handoff, version), json);
            case AgentCommand.Decline decline -> decline(console, decline);
            case AgentCommand.Heartbeat beats -> heartbeat(console, beats);
            case AgentCommand.Say say -> sent(users.say(console, message(say)));
            case AgentCommand.AddNote add -> {
                supervision.audit(socket, "conversation.note", add.conversation().value());
                yield sent(users.note(console, note(add)));
            }
            case AgentCommand.SetDraft(var conversation, var text, var at) ->
                    kept(drafts.keep(console, conversation, text, at));
            case AgentCommand.Type(var conversation, var active) ->
                    users.typing(console, conversation, active)
                            .map(AgentCommands::refused)
                            .orElseGet(AgentCommands::done);
            case AgentCommand.Read read -> read(console, read);
            case AgentCommand.Transfer transfer ->
                    given(transfers.transfer(console, command(transfer), transfer.to()));
            case AgentCommand.End end ->
                    given(transfers.end(console, command(end), end.outcome(), end.tags()));
            case AgentCommand.ChangeTags change -> {
                supervision.audit(socket, "conversation.tag", change.conversation().value());
                yield tagged(tags.tag(console, tagging(change)));
            }
            case AgentCommand.EndWrapUps(var leases) ->
                    new Outcome.Done(HeldJson.wrapUps(transfers.endWrapUps(console, leases)));
            case AgentCommand.GetTargets _ ->
                    new Outcome.Done(QueueJson.targets(transfers.targets(console)));
            case AgentCommand.Supervised asked -> supervision.run(socket, asked, json);
            case AgentCommand.Past asked -> history.run(socket, asked, json);
            case AgentCommand.ChooseAvailability(var profile, var state) ->
                    desk.choose(console, profile, state)
                            .<Outcome>map(chosen ->
                                    new Outcome.Done(
                                            object().set("presence", AvailabilityJson.of(chosen))
                                                    .asObject()))
                            .orElseGet(() -> refused(DeskRefusal.NO_SUCH_STATE));
        };
    }

    private Outcome watchQueues(ClientId console, AgentCommand.WatchQueues watch) {
        ObjectNode ack = object();
        ArrayNode queues = ack.putArray("queues");
        desk.watchQueues(console, watch.queues()).stream()
                .map(QueueId::value)
                .sorted()
                .forEach(queues::add);
        return new Outcome.Done(ack);
    }

    private Outcome decline(ClientId console, AgentCommand.Decline ask) {
        return switch (handoffs.decline(console, ask.handoff(), ask.version(), ask.reason())) {
            case Declined.Done _ -> done();
            case DeskRefusal refusal -> refused(refusal);
        };
    }

    /// A text that is no lease id counts as lost; the other leases are renewed all the same.
    private Outcome heartbeat(ClientId console, AgentCommand.Heartbeat ask) {
        Iterator<Beat> beats = handoffs.heartbeat(console, ask.leases()).iterator();
        ObjectNode ack = object();
        ArrayNode written = ack.putArray("leases");
        for (AgentCommand.Heartbeat.Named named : ask.named()) {
            written.add(
                    named.lease() == null
                            ? HeldJson.lost(named.written(), Lost.EXPIRED)
                            : HeldJson.beat(beats.next()));
        }
        return new Outcome.Done(ack);
    }

    private static MessageCommand message(AgentCommand.Say say) {
        return new MessageCommand(
                say.conversation(),
                say.lease(),
                say.id(),
                say.content(),
                say.files(),
                Sha256.hex(say.content().text()));
    }

    private static NoteCommand note(AgentCommand.AddNote add) {
        String kind = add.whispered() ? "whisper\n" : "note\n";
        String fingerprint = Sha256.hex(kind + add.note().text());
        return new NoteCommand(
                add.conversation(), add.id(), add.note(), add.whispered(), fingerprint);
    }

    private static Outcome sent(SendResult result) {
        return switch (result) {
            case SendResult.Accepted(var seq, var at, var duplicate) -> {
                ObjectNode ack = object().put("seq", seq).put("at", DeskJson.time(at));
                yield new Outcome.Done(duplicate ? ack.put("duplicate", true) : ack);
            }
            case SendResult.WindowClosed(var since) ->
                    new Outcome.Failed(
                            CommandFailure.WINDOW_CLOSED,
                            null,
                            object().put("replyUntil", DeskJson.time(since)));
            case DeskRefusal refusal -> refused(refusal);
        };
    }

    private static Outcome kept(Kept kept) {
        return switch (kept) {
            case Kept.Done(var at) -> new Outcome.Done(object().put("at", DeskJson.time(at)));
            case DeskRefusal refusal -> refused(refusal);
        };
    }

    private Outcome read(ClientId console, AgentCommand.Read ask) {
        return switch (users.read(console, ask.conversation(), ask.seq())) {
            case SendAgentMessages.Read.Marked(var here, var total) -> {
                ObjectNode ack = object();
                ack.putObject("unread").put("conversation", here).put("total", total);
                yield new Outcome.Done(ack);
            }
            case DeskRefusal refusal -> refused(refusal);
        };
    }

    static String name(Destination to) {
        return switch (to) {
            case Destination.ToAgent(var agent) -> "agent " + agent.value();
            case Destination.ToQueue(var queue) -> "queue " + queue.value();
            case Destination.ToBot _ -> "bot";
        };
    }

    private static LeaseCommand command(AgentCommand.Transfer ask) {
        String fingerprint = Sha256.hex("transfer to " + name(ask.to()) + "\n" + ask.note());
        return new LeaseCommand(ask.conversation(), ask.lease(), ask.id(), fingerprint, ask.note());
    }

    private static LeaseCommand command(AgentCommand.End ask) {
        String outcome = ask.outcome() == null ? "" : " " + ask.outcome();
        String tags = ask.tags() == null ? "" : " tags " + ask.tags();
        String fingerprint = Sha256.hex("end" + outcome + tags + "\n" + ask.note());
        return new LeaseCommand(ask.conversation(), ask.lease(), ask.id(), fingerprint, ask.note());
    }

    private static Outcome given(Given given) {
        return switch (given) {
            case Given.Done(var handoff, var seq) -> {
                ObjectNode ack = object();
                if (handoff != null) {
                    ack.put("handoffId", handoff.value());
                }
                yield new Outcome.Done(ack.put("seq", seq));
            }
            case Given.OutcomeRequired(var outcomes) -> {
                ObjectNode facts = object();
                ArrayNode items = facts.putArray("outcomes");
                outcomes.forEach(outcome -> items.add(label(outcome)));
                yield new Outcome.Failed(CommandFailure.OUTCOME_REQUIRED, null, facts);
            }
            case DeskRefusal refusal -> refused(refusal);
        };
    }

    private static Tagging tagging(AgentCommand.ChangeTags ask) {
        String fingerprint = Sha256.hex("tag " + ask.add() + " untag " + ask.remove());
        return new Tagging(ask.conversation(), ask.id(), ask.add(), ask.remove(), fingerprint);
    }

    private static Outcome tagged(Tagged tagged) {
        return switch (tagged) {
            case Tagged.Done(var tags, var seq) -> {
                ObjectNode ack = object();
                ack.set("tags", DeskJson.tags(tags));
                yield new Outcome.Done(ack.put("seq", seq));
            }
            case DeskRefusal.NO_SUCH_TAG -> new Outcome.Failed(CommandFailure.INVALID, "add");
            case DeskRefusal refusal -> refused(refusal);
        };
    }

    private static ObjectNode label(Label label) {
        ObjectNode item = object().put("id", label.id().value()).put("name", label.name());
        return label.color() == null ? item : item.put("color", label.color());
    }

    static Outcome refused(DeskRefusal refusal) {
        return switch (refusal) {
            case NOT_FOUND -> new Outcome.Failed(CommandFailure.NOT_FOUND);
            case FORBIDDEN -> new Outcome.Failed(CommandFailure.FORBIDDEN);
            case LEASE_LOST -> new Outcome.Failed(CommandFailure.LEASE_LOST);
            case ID_REUSED -> new Outcome.Failed(CommandFailure.ID_REUSED);
            case NO_SUCH_FILE -> new Outcome.Failed(CommandFailure.INVALID, "attachments");
            case NO_SUCH_OUTCOME -> new Outcome.Failed(CommandFailure.INVALID, "outcome");
            case NO_SUCH_TAG -> new Outcome.Failed(CommandFailure.INVALID, "tags");
            case NO_SUCH_STATE -> new Outcome.Failed(CommandFailure.INVALID, "availabilityStateId");
            case NO_TARGET -> new Outcome.Failed(CommandFailure.NO_TARGET);
            case TAKEN -> new Outcome.Failed(CommandFailure.TAKEN);
            case GONE -> new Outcome.Failed(CommandFailure.GONE);
            case CHANGED -> new Outcome.Failed(CommandFailure.VERSION);
            case AT_LIMIT -> new Outcome.Failed(CommandFailure.LIMIT);
            case NOTHING_ASKED -> new Outcome.Failed(CommandFailure.INVALID, "words");
            case NOT_AVAILABLE -> new Outcome.Failed(CommandFailure.NOT_AVAILABLE);
        };
    }

    private static Outcome done() {
        return new Outcome.Done(object());
    }

    private static ObjectNode object() {
        return DeskJson.object();
    }
}
