package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.application.port.in.handoff.ReadAsAgent;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.in.identity.ManageApiKeys;
import dev.switchboard.application.port.in.identity.ManageLogIns;
import dev.switchboard.application.port.in.identity.ProveKey;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageMembers;
import dev.switchboard.application.port.in.presence.ManageProfiles;
import dev.switchboard.application.port.in.presence.ManageStates;
import dev.switchboard.application.port.in.presence.ManageTelephony;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.service.attachment.AttachmentModule;
import dev.switchboard.application.service.audit.AuditModule;
import dev.switchboard.application.service.channel.ChannelModule;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.console.AgentMessages;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.console.ConsoleViews;
import dev.switchboard.application.service.conversation.ConversationModule;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.figures.FigureModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.media.MediaModule;
import dev.switchboard.application.service.message.MessageModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.application.service.presence.GroupService;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.application.service.presence.ProfileService;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.application.service.search.SearchModule;
import dev.switchboard.application.service.supervision.SupervisionModule;
import dev.switchboard.application.service.upstream.UpstreamModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The inbound ports that adapters use, each from the module that has it. A service with two ports
/// is offered as itself, once: offered as each of them, it would be two candidates for either.
///
/// Where hubs share their partitions, a port whose calls go to their owner is offered as all hubs
/// together have it; such a port of a service with two comes before the service.
public final class PortsWiring implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        From from =
                new From(
                        registry,
                        environment.getProperty(
                                "switchboard.cluster.enabled", Boolean.class, false));
        from.module(AuditModule.class)
                .offer(KeepAudit.class, AuditModule::keep)
                .offer(ReadAudit.class, AuditModule::read);
        from.module(ClusterModule.class).offer(WatchCluster.class, ClusterModule::watch);
        from.module(IdentityModule.class)
                .offer(KeepLogIns.class, identity -> identity.logIns().keep())
                .offer(ManageLogIns.class, identity -> identity.logIns().manage())
                .offer(ManageAccounts.class, IdentityModule::accounts)
                .offer(ManageApiKeys.class, IdentityModule::keys)
                .offer(ProveKey.class, IdentityModule::keyProof)
                .offer(AccountStandings.class, IdentityModule::standings);
        from.module(ConversationModule.class)
                .offer(ReadConversations.class, ConversationModule::conversations)
                .offer(ReadRecent.class, ConversationModule::recent);
        from.module(DeliveryModule.class)
                .offer(WatchLanes.class, DeliveryModule::watch)
                .offer(FollowDeliveries.class, DeliveryModule::deliveries)
                .offer(RedriveDeliveries.class, DeliveryModule::redrives);
        from.module(ReplayModule.class)
                .offerAsIs(ReplayConversations.class, ReplayModule::replay)
                .offerAsIs(ReplayChannels.class, ReplayModule::channels);
        from.module(MessageModule.class)
                .offer(SendChannelMessage.class, MessageModule::send)
                .offer(AcceptChannelCallback.class, MessageModule::callbacks);
        from.module(ChannelModule.class)
                .offer(ManageChannels.class, ChannelModule::registry)
                .offer(OperateChannels.class, ChannelModule::operations);
        from.module(LiveModule.class).offer(ClientConnections.class, LiveModule::connections);
        from.module(UserModule.class)
                .offerAsIs(SendUserMessage.class, UserModule::send)
                .offer(RelayEphemeralEvents.class, UserModule::ephemeral)
                .offer(AcceptReply.class, UserModule::replies);
        from.module(HandoffModule.class).offer(RequestAgent.class, HandoffModule::requests);
        from.module(ConsoleModule.class)
                .offer(AcceptHandoffs.class, ConsoleModule::acceptance)
                .offer(AgentMessages.class, ConsoleModule::messages)
                .share(SendAgentMessages.class, ConsoleModule::messages)
                .share(KeepDrafts.class, ConsoleModule::messages)
                .offer(TransferConversations.class, ConsoleModule::transfers)
                .offer(TagConversations.class, ConsoleModule::tags)
                .offer(ConsoleViews.class, ConsoleModule::views)
                .share(WatchDesk.class, ConsoleModule::views)
                .share(ReadAsAgent.class, ConsoleModule::views)
                .offer(ReadHistory.class, ConsoleModule::history);
        from.module(AttachmentModule.class).offer(ServeConsoles.class, AttachmentModule::consoles);
        from.module(SearchModule.class).offer(SearchMessages.class, SearchModule::search);
        from.module(FigureModule.class).offer(ReadFigures.class, FigureModule::figures);
        from.module(SupervisionModule.class)
                .offer(WatchWall.class, SupervisionModule::wall)
                .offer(SuperviseHandoffs.class, SupervisionModule::handoffs)
                .offer(SuperviseAgents.class, SupervisionModule::agents)
                .offer(KeepGoals.class, SupervisionModule::goals);
        from.module(ChatModule.class)
                .offer(ReadChats.class, ChatModule::reader)
                .offer(OpenChats.class, ChatModule::opener)
                .offer(ReceiveDeskEvents.class, ChatModule::deskEvents)
                .offer(ReceiveUserMessages.class, ChatModule::userMessages)
                .offer(HearReceipts.class, ChatModule::receipts)
                .offer(LinkIdentities.class, ChatModule::identities);
        from.module(MediaModule.class).offer(LinkMedia.class, MediaModule::links);
        from.module(UpstreamModule.class)
                .offer(WatchExternalDesks.class, UpstreamModule::desks)
                .offer(UseUpstreamToken.class, UpstreamModule::tokens);
        from.module(PresenceModule.class)
                .offer(WatchPresence.class, PresenceModule::watch)
                .offer(ReportPresence.class, PresenceModule::reports)
                .offer(CountUnread.class, PresenceModule::unread)
                .offer(ManageUsers.class, PresenceModule::users)
                .offer(GroupService.class, PresenceModule::groups)
                .share(ManageGroups.class, PresenceModule::groups)
                .share(ManageMembers.class, PresenceModule::groups)
                .offer(ProfileService.class, PresenceModule::profiles)
                .share(ManageProfiles.class, PresenceModule::profiles)
                .share(ManageStates.class, PresenceModule::profiles)
                .offer(ManageTelephony.class, PresenceModule::telephony);
        from.module(PeopleModule.class)
                .offer(ShowPeople.class, PeopleModule::show)
                .offer(ErasePeople.class, PeopleModule::erase);
    }

    private record From(BeanRegistry registry, boolean shared) {

        <M> Offers<M> module(Class<M> module) {
            return new Offers<>(registry, shared, module);
        }
    }

    /// The ports of one module.
    ///
    /// @param shared whether hubs share their partitions
    private record Offers<M>(BeanRegistry registry, boolean shared, Class<M> module) {

        <P> Offers<M> offer(Class<P> port, Function<M, P> accessor) {
            registry.registerBean(
                    port, bean -> bean.supplier(context -> of(context, port, accessor)));
            return this;
        }

        /// Offers a port that finds the owners itself.
        <P> Offers<M> offerAsIs(Class<P> port, Function<M, P> accessor) {
            registry.registerBean(
                    port, bean -> bean.supplier(context -> accessor.apply(context.bean(module))));
            return this;
        }

        /// Offers a port before the service that has it with another.
        <P> Offers<M> share(Class<P> port, Function<M, ? extends P> accessor) {
            if (shared) {
                registry.registerBean(
                        port,
                        bean -> bean.primary().supplier(context -> of(context, port, accessor)));
            }
            return this;
        }

        private <P> P of(
                BeanRegistry.SupplierContext context,
                Class<P> port,
                Function<M, ? extends P> accessor) {
            return context.bean(PeerModule.class)
                    .forwarded(port, accessor.apply(context.bean(module)));
        }
    }
}
