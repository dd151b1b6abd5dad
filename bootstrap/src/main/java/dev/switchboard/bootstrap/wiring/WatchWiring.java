package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.in.upstream.WatchDesks;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.user.SystemEvents;
import dev.switchboard.application.service.message.user.UserMessageWatch;
import dev.switchboard.application.service.upstream.DeskWatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Live events, and who watches what becomes of users' messages.
@Configuration(proxyBeanMethods = false)
class WatchWiring {

    @Bean
    LiveEvents liveEvents() {
        return new InMemoryLiveEvents();
    }

    @Bean
    WatchDesks watchDesks(
            List<Upstream> upstreams,
            TargetLimiters gates,
            PendingCounts pending,
            DeliveryLog deliveries) {
        List<DeskStates> states = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            DeskStates desks = upstream.desks();
            if (desks != null) {
                states.add(desks);
            }
        }
        return new DeskWatch(states, gates::circuit, pending::pending, deliveries);
    }

    @Bean
    HealthWatch healthWatch(
            StoreHealth store, List<Upstream> upstreams, TargetLimiters gates, Clock clock) {
        UpstreamTokens tokens =
                upstreams.stream()
                        .flatMap(upstream -> Optional.ofNullable(upstream.tokens()).stream())
                        .findFirst()
                        .orElse(null);
        List<DeskStates> desks =
                upstreams.stream()
                        .flatMap(upstream -> Optional.ofNullable(upstream.desks()).stream())
                        .toList();
        return new HealthWatch(store, tokens, desks, gates::troubled, gates::called, clock);
    }

    @Bean
    SystemEvents systemEvents(MessageRelay relay, ConversationLocks locks, Ids ids, Clock clock) {
        return new SystemEvents(relay, locks, ids, clock);
    }

    /// The lanes tell it of outcomes, and it notes in conversations what is overdue, by way of the
    /// lanes: so it asks for its way to them only when it needs it.
    @Bean
    UserMessageWatch userMessageWatch(
            LiveEvents live,
            List<Upstream> upstreams,
            Timer timer,
            Clock clock,
            ExecutorService workers,
            ObjectProvider<SystemEvents> events) {
        return new UserMessageWatch(
                live,
                upstreams,
                timer,
                clock,
                message ->
                        workers.execute(
                                () -> events.getObject().answerOverdue(message.conversation())));
    }
}
