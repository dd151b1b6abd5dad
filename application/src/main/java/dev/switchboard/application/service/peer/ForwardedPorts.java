package dev.switchboard.application.service.peer;

import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Bulk;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Left;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.AttachConsoles;
import dev.switchboard.application.port.in.handoff.AttachConsoles.Attachment;
import dev.switchboard.application.port.in.handoff.AttachConsoles.DistantConsole;
import dev.switchboard.application.port.in.handoff.AttachConsoles.Roll;
import dev.switchboard.application.port.in.handoff.ChangeHandoffs;
import dev.switchboard.application.port.in.handoff.DirectHandoffs;
import dev.switchboard.application.port.in.handoff.HearSteps;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.application.port.in.handoff.KeepLeases;
import dev.switchboard.application.port.in.handoff.OfferHandoffs;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Acceptance;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Offering;
import dev.switchboard.application.port.in.handoff.ReadAsAgent;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.NoteCommand;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagging;
import dev.switchboard.application.port.in.handoff.TellConsoles;
import dev.switchboard.application.port.in.handoff.TellConsoles.Parcel;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations.LeaseCommand;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.in.handoff.WriteAsAgent;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.people.EraseConversations;
import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageMembers;
import dev.switchboard.application.port.in.presence.ManageProfiles;
import dev.switchboard.application.port.in.presence.ManageStates;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.RecallAgents;
import dev.switchboard.application.port.in.presence.ReportAttendance;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.session.ClaimConversations;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.in.session.ReachClients;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.presence.OrganisationUpdates;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ports whose calls go to the owner of what they are about. A call that does not name its
/// conversation looks it up first; what is found nowhere is answered by the hub that was asked.
/// Other ports read the store, which every hub may, or are of the clients of one hub.
public final class ForwardedPorts {

    /// The store's limit, a turn's limit, and the way.
    private static final Duration USUALLY = Duration.ofSeconds(10);

    /// The limit of calls that wait for another system's answer.
    private static final Duration WITH_OTHERS = Duration.ofSeconds(60);

    /// The limit of calls that write up to a thousand times.
    private static final Duration MANY = Duration.ofSeconds(30);

    /// The limit of a question to one hub after the other.
    private static final Duration SEARCH = Duration.ofSeconds(2);

    private final Map<Class<?>, ForwardedPort> ports;

    /// @param consoles the tenant of a console whose desk may be at another hub; null for others
    public ForwardedPorts(
            History history, Chats chats, Function<ClientId, @Nullable TenantId> consoles) {
        this.ports =
                Stream.of(
                                conversations(),
                                handoffs(),
                                desks(consoles::apply),
                                lookedUp(history, chats),
                                connections(),
                                organisations())
                        .flatMap(each -> each)
                        .collect(Collectors.toUnmodifiableMap(ForwardedPort::type, port -> port));
    }

    Optional<ForwardedPort> of(Class<?> type) {
        return Optional.ofNullable(ports.get(type));
    }

    Stream<ForwardedPort> all() {
        return ports.values().stream();
    }

    private static Stream<ForwardedPort> conversations() {
        return Stream.of(
                new ForwardedPort(SendChannelMessage.class, WITH_OTHERS)
                        .by(
                                SendChannelMessage.Command.class,
                                command -> ConversationId.ofSession(command.sessionId())),
                new ForwardedPort(AcceptChannelCallback.class, USUALLY)
                        .by(
                                AcceptChannelCallback.Command.class,
                                command -> ConversationId.ofSession(command.sessionId())),
                new ForwardedPort(SendUserMessage.class, WITH_OTHERS)
                        .by(SendUserMessage.Command.class, SendUserMessage.Command::conversation),
                new ForwardedPort(AcceptReply.class, USUALLY)
                        .by(AcceptReply.Reply.class, AcceptReply.Reply::filedUnder),
                new ForwardedPort(RelayEphemeralEvents.class, USUALLY)
                        .here("fromUser") // the connection is here
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(SendEphemeralEvents.class, USUALLY)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(ReceiveUserMessages.class, USUALLY)
                        .by(
                                ReceiveUserMessages.InboundMessage.class,
                                ReceiveUserMessages.InboundMessage::conversation),
                new ForwardedPort(HearReceipts.class, USUALLY)
                        .by(HearReceipts.Receipt.class, HearReceipts.Receipt::conversation),
                new ForwardedPort(ClaimConversations.class, USUALLY)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(OpenChats.class, WITH_OTHERS)
                        .by(OpenChats.Command.class, OpenChats.Command::conversation)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(ReplayConversations.class, MANY)
                        .by(
                                ReplayConversations.Command.class,
                                ReplayConversations.Command::conversation)
                        .here("preview"),
                new ForwardedPort(EraseConversations.class, MANY)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(RequestAgent.class, USUALLY)
                        .by(
                                RequestAgent.AgentRequest.class,
                                RequestAgent.AgentRequest::conversation)
                        .here("leave")); // under the conversation's lock
    }

    /// The ports between desks and the owners of conversations and organisations, in both
    /// directions.
    private static Stream<ForwardedPort> handoffs() {
        return Stream.of(
                new ForwardedPort(OfferHandoffs.class, USUALLY)
                        .by(Offering.class, Offering::conversation)
                        .by(Acceptance.class, acceptance -> acceptance.offering().conversation())
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(KeepLeases.class, USUALLY)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(WriteAsAgent.class, USUALLY)
                        .by(MessageCommand.class, MessageCommand::conversation)
                        .by(NoteCommand.class, NoteCommand::conversation)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(ChangeHandoffs.class, USUALLY)
                        .by(Tagging.class, Tagging::conversation)
                        .by(LeaseCommand.class, LeaseCommand::conversation),
                new ForwardedPort(DirectHandoffs.class, USUALLY)
                        .by(Directive.class, Directive::conversation)
                        .by(ConversationId.class, conversation -> conversation),
                new ForwardedPort(HearSteps.class, USUALLY)
                        .by(HearSteps.Stepped.class, HearSteps.Stepped::tenant),
                new ForwardedPort(RecallAgents.class, USUALLY).by(TenantId.class, tenant -> tenant),
                new ForwardedPort(ReportAttendance.class, USUALLY)
                        .by(Attendance.class, coming -> coming.member().user().org())
                        .by(OrgId.class, org -> org));
    }

    /// The ports by which consoles reach their desk, whichever hub they are at.
    private static Stream<ForwardedPort> desks(
            Function<ClientId, @Nullable PartitionKey> consoles) {
        Stream<ForwardedPort> ofConsoles =
                Stream.of(
                                SendAgentMessages.class,
                                KeepDrafts.class,
                                TransferConversations.class,
                                TagConversations.class,
                                WatchDesk.class,
                                ReadHistory.class,
                                WatchWall.class,
                                SuperviseHandoffs.class,
                                SuperviseAgents.class)
                        .map(port -> new ForwardedPort(port, USUALLY).by(ClientId.class, consoles));
        return Stream.concat(
                ofConsoles,
                Stream.of(
                        new ForwardedPort(AcceptHandoffs.class, USUALLY)
                                .by(ClientId.class, consoles)
                                .here("renewal"), // of the settings, which all hubs share
                        new ForwardedPort(SearchMessages.class, USUALLY)
                                .by(ClientId.class, consoles)
                                .here("isOn")
                                .here("find"), // in the store, which has all
                        new ForwardedPort(ReadAsAgent.class, USUALLY)
                                .by(Agent.class, Agent::tenant),
                        new ForwardedPort(KeepGoals.class, USUALLY)
                                .by(QueueGoals.class, QueueGoals::tenant)
                                .here("list")
                                .here("find"),
                        new ForwardedPort(AttachConsoles.class, USUALLY)
                                .by(
                                        Attachment.class,
                                        attachment -> attachment.console().agent().tenant())
                                .by(DistantConsole.class, console -> console.agent().tenant())
                                .by(Roll.class, Roll::tenant),
                        new ForwardedPort(TellConsoles.class, USUALLY)
                                .to(Parcel.class, parcel -> parcel.console().hub())));
    }

    private static Stream<ForwardedPort> lookedUp(History history, Chats chats) {
        return Stream.of(
                new ForwardedPort(ReceiveDeskEvents.class, USUALLY)
                        .by(
                                ReceiveDeskEvents.News.class,
                                news ->
                                        chats.find(news.chat().id())
                                                .map(Chat::conversation)
                                                .orElse(null)),
                new ForwardedPort(RedriveDeliveries.class, MANY)
                        .by(MessageId.class, message -> conversation(history, message))
                        .everywhere("applyToAll", Bulk.class, ForwardedPorts::sum)
                        .here("preview"));
    }

    private static @Nullable PartitionKey conversation(History history, MessageId message) {
        return history.find(message)
                .map(recorded -> recorded.message().conversation())
                .orElse(null);
    }

    private static Bulk sum(Bulk one, Bulk other) {
        Map<Left, Integer> left = new EnumMap<>(Left.class);
        one.left().forEach((why, count) -> left.merge(why, count, Integer::sum));
        other.left().forEach((why, count) -> left.merge(why, count, Integer::sum));
        return new Bulk(one.count() + other.count(), left);
    }

    /// A connection is at one hub, and its id does not tell which.
    private static Stream<ForwardedPort> connections() {
        return Stream.of(
                new ForwardedPort(ReachClients.class, SEARCH)
                        .anywhere("who", who -> !Optional.empty().equals(who))
                        .anywhere("bind", bound -> bound != Bound.GONE));
    }

    private static Stream<ForwardedPort> organisations() {
        return Stream.of(
                        ReportPresence.class,
                        ManageUsers.class,
                        ManageGroups.class,
                        ManageMembers.class,
                        ManageStates.class,
                        ManageProfiles.class,
                        ManageTelephony.class,
                        CountUnread.class,
                        OrganisationUpdates.class)
                .map(port ->
                        new ForwardedPort(port, USUALLY)
                                .by(OrgId.class, org -> org)
                                .by(UserRef.class, UserRef::org)
                                .by(GroupRef.class, GroupRef::org)
                                .by(Viewer.class, Viewer::org));
    }
}
